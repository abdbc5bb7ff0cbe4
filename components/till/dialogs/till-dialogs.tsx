"use client";

import type { ComponentProps } from "react";
import { OwnTotals } from "#components/shift/own/own-totals.tsx";
import type { Recent } from "#components/till/recent.tsx";
import type { Sound } from "#components/till/sound/use-sound.ts";
import type { TillModel } from "#components/till/use-till.ts";
import { Later, useFetched } from "#components/ui/later.tsx";
import { CONFIRM, HEALTH, HELP, LOOK_UP, PARTS, RECENT, REFERENCE, SEAT, SOUND } from "./parts.ts";
import { SessionDialog } from "./session-dialog.tsx";

type Props = {
  /** Who sits there and what they may; null behind the lock. */
  standing: string | null;
  till: TillModel;
  list: ComponentProps<typeof Recent>;
  /** What the cashier sold in this shift. */
  own: ComponentProps<typeof OwnTotals>["totals"];
  sound: Sound;
};

/** The dialogs of the till itself; those of an order belong to its card. */
export function TillDialogs({ standing, till, list, own, sound }: Props) {
  useFetched(PARTS);
  const close = () => till.setDialog(null);
  return (
    <>
      {till.dialog === "reference" && (
        <Later
          of={REFERENCE}
          props={{
            reference: till.reference,
            onClose: close,
            onSave: (text) => {
              till.setReference(text);
              close();
            },
          }}
        />
      )}
      {till.asking !== null && (
        <Later
          of={CONFIRM}
          props={{
            look: till.asking,
            onCharge: till.confirmCharge,
            onBack: till.dropCharge,
            onOpen: (id) => {
              till.dropCharge();
              till.pick(id);
            },
          }}
        />
      )}
      {till.dialog === "recent" && (
        <Later of={RECENT} props={{ title: "title", ...list, above: <OwnTotals totals={own} />, onClose: close }} />
      )}
      {till.dialog === "waiting" && (
        <Later of={RECENT} props={{ title: "waiting", ...list, orders: till.round, onClose: close }} />
      )}
      {till.dialog === "health" && (
        <Later of={HEALTH} props={{ health: till.feed.facts?.health ?? null, onClose: close }} />
      )}
      {till.dialog === "lookUp" && (
        <Later
          of={LOOK_UP}
          props={{
            number: till.number,
            registerId: till.registerId,
            lookUp: till.lookUp,
            known: new Set(till.feed.orders.map(({ id }) => id)),
            onOpen: (id) => {
              close();
              till.pick(id);
            },
            onClose: close,
          }}
        />
      )}
      {till.dialog === "help" && <Later of={HELP} props={{ onClose: close }} />}
      {till.dialog === "sound" && (
        <Later
          of={SOUND}
          props={{
            register: sound.register,
            onSave: async (wanted) => {
              const saved = await sound.change(wanted);
              if (saved) close();
              return saved;
            },
            onClose: close,
          }}
        />
      )}
      {standing !== null && <Later of={SEAT} props={{ standing, onOut: till.signedOut }} />}
      {till.feed.signedOut && <SessionDialog onLocked={till.locked} />}
    </>
  );
}
