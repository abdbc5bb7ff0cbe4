"use client";

import { useTranslations } from "next-intl";
import { type RefundLook, shapeOf } from "#components/orders/look.ts";
import { tradeTailText } from "#components/orders/trade-tail.ts";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Facts } from "#components/ui/facts.tsx";
import { Note } from "#components/ui/note.tsx";
import { clockText, shortClockText } from "#components/ui/time-text.ts";
import type { OrderView } from "#lib/orders/view.ts";

/** What the refund means for the one at the till, and its figures. */
export function RefundStage({ order, look }: { order: OrderView; look: RefundLook }) {
  const t = useTranslations("till.refund");
  const td = useTranslations("till.details");
  const money = useMoneyText();
  const { timeZone } = useStore();
  const { refund, refundable } = order;
  if (refund === null || refundable === null) return null;
  const isFirst = refund.refunded.minor === "0" || refund.refunded.minor === refund.amount.minor;
  return (
    <div className="grid size-full content-start gap-2 bg-card p-4 roomy:px-6">
      <Note icon={shapeOf(look).icon}>
        <Advice order={order} look={look} />
      </Note>
      <div className="px-2">
        <Facts
          pairs={[
            [t("facts.amount"), money.signed(refund.amount)],
            [t("facts.refunded"), isFirst ? null : money.signed(refund.refunded)],
            [t("facts.left"), money.signed(refundable)],
            [td("paidAt"), order.paidAt === null ? null : clockText(order.paidAt, timeZone)],
            [td("trade"), order.tradeTail === null ? null : tradeTailText(order.tradeTail)],
          ]}
        />
      </div>
    </div>
  );
}

function Advice({ order: { refund }, look }: { order: OrderView; look: RefundLook }) {
  const t = useTranslations("till.refund.stage");
  const ta = useTranslations("till.refund.advice");
  const { timeZone } = useStore();
  if (look === "refund_failed") return ta(refund?.failure?.reason ?? "unknown_reason");
  if (look === "refund_queued") return t(look, { time: shortClockText(refund?.runsAt ?? 0, timeZone) });
  return t(look);
}
