"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApprovalPad } from "#components/lock/approval-pad.tsx";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { type Money, toMoneyText } from "#lib/money/money.ts";
import type { RefundBound, RefundInput } from "#lib/refunds/commands.ts";
import { useApprovalTexts } from "./use-approval-texts.ts";
import type { RefundRefusal } from "./use-refund.ts";

type Props = {
  amount: Money;
  /** Why the one who asks may not do it alone. */
  bound: RefundBound;
  /** Sends the refund once more with a second person; null when it was stored. */
  send: (approval: NonNullable<RefundInput["approval"]>) => Promise<RefundRefusal | null>;
  /** `refusal`: why it is over, where that is not about the second person. */
  onClose: (refusal: RefundRefusal | null) => void;
};

/** Somebody else says yes to a refund, on the spot and by PIN (R3). */
export function RefundApproval({ amount, bound, send, onClose }: Props) {
  const t = useTranslations("till.refund.approval");
  const money = useMoneyText();
  const { pinLength, approvers } = useStore();
  const { whyAsked, whyRefused } = useApprovalTexts();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ text: string; times: number } | null>(null);

  async function approve(approval: NonNullable<RefundInput["approval"]>) {
    setBusy(true);
    const refused = await send(approval);
    if (refused === null) return;
    setBusy(false);
    if (refused.kind !== "approval_refused") return onClose(refused);
    setRefusal({ text: whyRefused(refused.refusal), times: (refusal?.times ?? 0) + 1 });
  }

  return (
    <ApprovalPad
      title={t("title", { amount: money.signed(toMoneyText(amount)) })}
      approvers={approvers ?? []}
      pinLength={pinLength}
      busy={busy}
      refusal={refusal}
      onApprove={approve}
      onClose={() => onClose(null)}
    >
      <div className="-mt-4 text-table">
        <p>{whyAsked(bound)}</p>
        {approvers !== null && approvers.length > 0 && <p className="text-muted">{t("how")}</p>}
      </div>
    </ApprovalPad>
  );
}
