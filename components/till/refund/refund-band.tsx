"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RefundLook } from "#components/orders/look.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { shortClockText } from "#components/ui/time-text.ts";
import type { OrderView } from "#lib/orders/view.ts";

/** What the band says of a refund. */
export function RefundSentence({ order, look }: { order: OrderView; look: RefundLook }): ReactNode {
  const t = useTranslations("till.refund.band");
  const tf = useTranslations("till.refund.failure");
  const money = useMoneyText();
  const { refund, refundable } = order;
  if (refund === null || refundable === null) return null;
  switch (look) {
    case "refund_queued":
      return t("refund_queued", { time: shortClockText(refund.runsAt ?? refund.since, "Asia/Shanghai") });
    case "refund_failed":
      return t("refund_failed", { reason: tf(refund.failure?.reason ?? "unknown_reason") });
    case "refunded":
      return t("refunded", { amount: money.signed(refund.refunded) });
    case "partly_refunded":
      return t("partly_refunded", { amount: money.signed(refund.refunded), left: money.signed(refundable) });
    default:
      return t(look);
  }
}
