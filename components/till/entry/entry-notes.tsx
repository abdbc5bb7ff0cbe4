"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import { useStore } from "#components/till/setting.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Note } from "#components/ui/note.tsx";
import { currencyDigits } from "#lib/money/currency.ts";
import type { ChargeState } from "./charge-state.ts";
import type { Pad, PadAction } from "./pad.ts";

type Props = {
  pad: Pad;
  act: (action: PadAction) => void;
  state: ChargeState;
  /** Alipay has not answered several times in a row. */
  down: boolean;
  /** Why the server did not take the sale, in words. */
  refused: string | null;
  onReference: (text: string) => void;
  /** Asks Alipay about a scanned number. */
  lookUp: (number: string) => void;
};

/** Numbers of payments are longer than those of goods (GTIN: 14 digits at most). */
const SHORTEST_NUMBER = 16;

/** What there is to say about the amount, in one place above the keys: a refusal, a scan, a removed line. */
export function EntryNotes({ pad, act, state, down, refused, onReference, lookUp }: Props) {
  const t = useTranslations("till.entry");
  const { currencies } = useStore();
  const { entry, scanned, numLockOff } = pad;
  const { removed, problem, currency } = entry;
  const forget = useEffectEvent(() => act({ type: "forget" }));
  useEffect(() => {
    if (removed === null) return;
    const timer = setTimeout(forget, 5_000);
    return () => clearTimeout(timer);
  }, [removed]);

  if (scanned !== null) {
    return (
      <Said>
        <p>{t("scanned", { digits: scanned })}</p>
        <div className="-mb-1 -mx-3 flex flex-wrap">
          <Button
            look="plain"
            className="px-3! text-accent!"
            onClick={() => {
              onReference(scanned);
              act({ type: "dismiss" });
            }}
          >
            {t("useAsReference")}
          </Button>
          {scanned.length >= SHORTEST_NUMBER && (
            <Button
              look="plain"
              className="px-3! text-accent!"
              onClick={() => {
                lookUp(scanned);
                act({ type: "dismiss" });
              }}
            >
              {t("lookUp")}
            </Button>
          )}
          <Button look="plain" className="px-3!" onClick={() => act({ type: "dismiss" })}>
            {t("dismiss")}
          </Button>
        </div>
      </Said>
    );
  }
  if (problem !== null) {
    return <Said>{t(`problems.${problem}`, { digits: currencyDigits(currency), currency })}</Said>;
  }
  if (numLockOff) return <Said>{t("numLock")}</Said>;
  if (refused !== null) return <Said>{refused}</Said>;
  if (currencies.length === 0) return <Said>{t("noAccount")}</Said>;
  if (state.kind === "no_shift" && removed === null) {
    return (
      <Said>
        <p>{t("noShift")}</p>
        <a href="/shift" className={buttonClass("plain", "-mb-1 -ml-3 px-3! text-accent!")}>
          {t("openShift")}
        </a>
      </Said>
    );
  }
  if (down && removed === null) return <Said>{t("gatewayDown")}</Said>;
  if (removed === null) return null;
  return (
    <div role="status" className="flex items-center justify-between gap-2 text-table">
      <span className="text-muted">{t("removed", { amount: removed.line })}</span>
      <span className="flex">
        <Button look="plain" className="px-3! text-accent!" onClick={() => act({ type: "restore" })}>
          {t("undo")}
        </Button>
        <IconButton icon="x" label={t("dismiss")} onClick={() => act({ type: "forget" })} />
      </span>
    </div>
  );
}

function Said({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="tone-warn">
      <Note icon="info">{children}</Note>
    </div>
  );
}
