"use client";

import { useTranslations } from "next-intl";
import { useMoneyText } from "#components/till/use-money-text.ts";
import type { RefundBound } from "#lib/refunds/commands.ts";

/** Why a second person is needed. */
export function useApprovalTexts() {
  const t = useTranslations("till.refund.approval");
  const money = useMoneyText();
  const boundText = (bound: RefundBound, of: "why"): string => {
    switch (bound.why) {
      case "over_limit":
        return t(`${of}.over_limit`, { limit: money.signed(bound.limit) });
      case "over_day":
        return t(`${of}.over_day`, { left: money.signed(bound.left) });
      case "too_late":
        return t(`${of}.too_late`, { hours: bound.hours });
      default:
        return t(`${of}.${bound.why}`);
    }
  };
  return { whyAsked: (bound: RefundBound) => boundText(bound, "why") };
}
