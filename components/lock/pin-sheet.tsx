"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useId, useState } from "react";
import { TestStripe } from "#components/shell/test-mark.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useModal } from "#components/ui/use-modal.ts";
import type { OpenPin } from "#lib/devices/commands.ts";
import type { LockedTill } from "./locker.tsx";
import { ManagerOpens } from "./manager-opens.tsx";
import type { Person } from "./pad/first-names.ts";
import { PersonTiles } from "./pad/person-tiles.tsx";
import { PinPad } from "./pad/pin-pad.tsx";
import { useDigits } from "./pad/use-digits.ts";
import { useRefusalText } from "./pad/use-refusal-text.ts";
import { useUnlock } from "./use-unlock.ts";

export type StaffMember = Person & { approves: boolean };

type Props = {
  till: LockedTill;
  /** Who is signed in while somebody else is asked for; null behind the lock. */
  current: string | null;
  /** The PIN was right, the till comes. */
  opening: boolean;
  ready: RefObject<Promise<void>>;
  onOpened: () => void;
  /** Null where there is no way back but a PIN. */
  onClose: (() => void) | null;
  openPin: OpenPin;
};

const SHEET =
  "fixed inset-x-0 top-auto bottom-0 m-0 w-auto max-w-none overflow-y-auto rounded-t-card border-line border-t bg-page p-0 text-text shadow-float backdrop:bg-transparent tablet:inset-y-0 tablet:right-[26.5rem] tablet:left-0 tablet:h-dvh tablet:max-h-none tablet:rounded-none tablet:border-t-0 tablet:border-r desktop:right-[28rem]";

/** Who is it, and the PIN. Leaves the card of the sale in sight: on the right, or above on a phone. */
export function PinSheet({ till, current, opening, ready, onOpened, onClose, openPin }: Props) {
  const t = useTranslations("lock");
  const people = till.people.filter(({ id }) => id !== current);
  const [chosen, setChosen] = useState<string | null>(people.length === 1 ? (people[0]?.id ?? null) : null);
  const [asksManager, setAsksManager] = useState(false);
  const unlock = useUnlock(ready, onOpened);
  const { refusal, waits } = useRefusalText(unlock.state);
  const off = chosen === null || waits || opening || unlock.state.kind === "busy";
  const digits = useDigits({
    length: till.pinLength,
    off: off || asksManager,
    onFull: async (pin) => {
      if (chosen === null) return;
      await unlock.send(chosen, pin);
      digits.clear();
    },
  });
  const person = people.find(({ id }) => id === chosen);

  function choose(id: string) {
    digits.clear();
    if (id !== chosen) unlock.forget();
    setChosen(id);
  }

  return (
    <Sheet
      title={current === null ? t("title") : t("change")}
      onClose={onClose}
      practice={till.practice}
      step={person === undefined ? "person" : "pin"}
    >
      <p className="text-muted text-table max-tablet:hidden">
        {till.name} · {till.place}
      </p>
      {people.length === 0 ? (
        <p>{t("nobody")}</p>
      ) : (
        <div className="grid gap-6 tablet:grid-cols-[minmax(0,1fr)_minmax(0,18rem)] tablet:gap-8">
          <div className={person === undefined ? "" : "max-tablet:hidden"}>
            <PersonTiles people={people} chosen={chosen} off={opening} choose={choose} />
          </div>
          <div className={person === undefined ? "max-tablet:hidden" : "grid content-start gap-2"}>
            <div className="flex min-h-11 items-center justify-center gap-2">
              {people.length > 1 && person !== undefined && (
                <Button look="plain" className="px-3! tablet:hidden" onClick={() => setChosen(null)}>
                  <Icon name="next" className="size-5 rotate-180" />
                  {t("others")}
                </Button>
              )}
              <p className="min-w-0 truncate font-semibold text-body">{person?.name ?? t("choose")}</p>
            </div>
            <PinPad length={till.pinLength} digits={digits} off={off} refusal={refusal} />
          </div>
        </div>
      )}
      {/* A locked phone has it beside the title: each line of the sheet covers one of the code. */}
      <div
        className={`flex flex-wrap items-center gap-2 ${person === undefined && onClose === null ? "max-tablet:absolute max-tablet:top-0 max-tablet:right-0" : ""}`}
      >
        {unlock.state.kind === "manager" && (
          <Button look="primary" onClick={() => setAsksManager(true)}>
            {t("askManager")}
          </Button>
        )}
        <a href="/login" className={buttonClass("plain", "-ml-4 text-muted!")}>
          {t("password")}
        </a>
      </div>
      {asksManager && person !== undefined && (
        <ManagerOpens
          person={person}
          managers={till.people.filter(({ id, approves }) => approves && id !== person.id)}
          pinLength={till.pinLength}
          openPin={openPin}
          onOpened={() => {
            setAsksManager(false);
            unlock.forget();
          }}
          onClose={() => setAsksManager(false)}
        />
      )}
    </Sheet>
  );
}

type SheetProps = {
  title: string;
  onClose: (() => void) | null;
  practice: boolean;
  /** A phone shows one after the other: first names, with the code of the sale in sight, then the pad. */
  step: "person" | "pin";
  children: ReactNode;
};

/** A modal on the native element: whatever else is open on the till rests behind it, and goes on afterwards. */
function Sheet({ title, onClose, practice, step, children }: SheetProps) {
  const t = useTranslations("lock");
  const modal = useModal(onClose ?? (() => {}));
  const heading = useId();
  return (
    <dialog
      {...modal}
      aria-labelledby={heading}
      data-lock={onClose === null ? "locked" : "changing"}
      className={`${SHEET} ${step === "person" ? "max-h-[max(27dvh,10rem)]" : "max-h-[64dvh]"}`}
    >
      {/* On a phone the page's own one stays in sight. */}
      {practice && (
        <div className="max-tablet:hidden">
          <TestStripe />
        </div>
      )}
      <div className="grid content-start gap-2 px-4 py-2 tablet:gap-6 tablet:p-8">
        <div
          className={`flex items-center justify-between gap-3 tablet:min-h-11 ${step === "pin" && onClose === null ? "max-tablet:sr-only" : ""}`}
        >
          <h2 id={heading} className="font-semibold text-body tablet:text-title tablet:tracking-[-0.01em]">
            {title}
          </h2>
          {onClose !== null && <IconButton icon="x" label={t("close")} onClick={onClose} />}
        </div>
        {children}
      </div>
    </dialog>
  );
}
