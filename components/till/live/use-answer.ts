"use client";

import { useTranslations } from "next-intl";
import { useStore } from "#components/till/setting.ts";
import type { OrderSteps } from "#components/till/use-order-steps.ts";
import { clockText } from "#components/ui/time-text.ts";
import { isUndecided, type OrderView } from "#lib/orders/view.ts";

/** The sentence about the cashier's last step on this order: a refusal, "asking", or what Alipay answered and when. */
export function useAnswer(order: OrderView, { asked, refused }: OrderSteps): string | null {
  const t = useTranslations("till.answer");
  const tr = useTranslations("till.refused");
  const { timeZone } = useStore();
  if (refused?.orderId === order.id) return tr(refused.reason);
  if (asked?.orderId !== order.id || !isUndecided(order.state)) return null;
  const { count, at, answer } = order.check;
  if (count <= asked.before || at === null || answer === null) return t("asking");
  return t(answer, { time: clockText(at, timeZone) });
}
