"use client";

import { useTranslations } from "next-intl";
import { tradeTailText } from "#components/orders/trade-tail.ts";
import { useStore } from "#components/till/setting.ts";
import { Facts } from "#components/ui/facts.tsx";
import { clockText } from "#components/ui/time-text.ts";
import type { OrderView } from "#lib/orders/view.ts";

export function PaidFacts({ order }: { order: OrderView }) {
  const t = useTranslations("till.details");
  const { timeZone } = useStore();
  return (
    <div className="border-line border-b px-4 py-1 roomy:px-6 roomy:py-2">
      <Facts
        pairs={[
          [t("paidAt"), order.paidAt === null ? null : clockText(order.paidAt, timeZone)],
          [t("reference"), order.reference],
          [t("trade"), order.tradeTail === null ? null : tradeTailText(order.tradeTail)],
        ]}
      />
    </div>
  );
}
