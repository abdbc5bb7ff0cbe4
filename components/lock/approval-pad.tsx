"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Person } from "./pad/first-names.ts";
import { PersonTiles } from "./pad/person-tiles.tsx";
import { PinPad } from "./pad/pin-pad.tsx";
import { useDigits } from "./pad/use-digits.ts";

type Props = {
  /** What is to be approved: "Manager approval: refund ¥128.00". */
  title: string;
  approvers: readonly Person[];
  pinLength: number;
  /** True while the answer is awaited. */
  busy: boolean;
  /** Why the last PIN did not do; `times` tells one refusal from the next. */
  refusal: { text: string; times: number } | null;
  onApprove: (approval: { approverId: string; pin: string }) => void;
  onClose: () => void;
  children?: ReactNode;
};

const SECONDS = 60;
/** So long before the end the way to more time is shown. */
const LAST_SECONDS = 20;

/** A second person says yes on the spot, with the own PIN. Ends by itself after a minute, unless somebody wants more time. */
export function ApprovalPad({ title, approvers, pinLength, busy, refusal, onApprove, onClose, children }: Props) {
  const t = useTranslations("lock");
  const [chosen, setChosen] = useState<string | null>(approvers.length === 1 ? (approvers[0]?.id ?? null) : null);
  const [left, more] = useSecondsLeft(busy, onClose);
  const off = busy || chosen === null;
  const digits = useDigits({
    length: pinLength,
    off,
    onFull: (pin) => chosen !== null && onApprove({ approverId: chosen, pin }),
  });
  const refused = useEffectEvent(() => digits.clear());
  const times = refusal?.times ?? 0;
  useEffect(() => {
    if (times > 0) refused();
  }, [times]);

  function choose(id: string) {
    if (id !== chosen) digits.clear();
    setChosen(id);
  }

  return (
    <Dialog fills="phone" title={title} closeLabel={t("close")} onClose={() => busy || onClose()}>
      {children}
      {approvers.length === 0 ? (
        <p>{t("noApprover")}</p>
      ) : (
        <>
          <PersonTiles people={approvers} chosen={chosen} off={busy} choose={choose} />
          <PinPad length={pinLength} digits={digits} off={off} refusal={refusal} />
        </>
      )}
      <div className="flex min-h-11 items-center justify-between gap-3 text-muted text-table">
        {left <= LAST_SECONDS && (
          <>
            <p role="status">{t("closesSoon")}</p>
            <Button onClick={more}>{t("moreTime")}</Button>
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Counts down a minute, stands still while `paused`, and says when it is over; with a way to begin anew. */
function useSecondsLeft(paused: boolean, onOver: () => void): [number, () => void] {
  const [left, setLeft] = useState(SECONDS);
  const over = useEffectEvent(onOver);
  useEffect(() => {
    if (paused) return;
    if (left === 0) return over();
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [paused, left]);
  return [left, () => setLeft(SECONDS)];
}
