"use client";

import { useTranslations } from "next-intl";
import { useMoneyText } from "#components/till/use-money-text.ts";
import type { ApprovalRefusal, RefundBound } from "#lib/refunds/commands.ts";

/** Why a second person is needed, and why the word of one did not count. */
export function useApprovalTexts() {
  const t = useTranslations("till.refund.approval");
  const tl = useTranslations("lock");
  const money = useMoneyText();

  function boundText(bound: RefundBound, of: "why" | "bound"): string {
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
  }

  function refusalText(refusal: ApprovalRefusal): string {
    switch (refusal.kind) {
      case "bound":
        return boundText(refusal, "bound");
      case "wrong":
        return tl("wrong", { left: refusal.left });
      case "locked":
        return tl("locked", { seconds: refusal.seconds });
      case "busy":
        return tl("crowded");
      case "manager":
      case "none":
        return tl(refusal.kind);
      default:
        return t(refusal.kind);
    }
  }

  return { whyAsked: (bound: RefundBound) => boundText(bound, "why"), whyRefused: refusalText };
}
