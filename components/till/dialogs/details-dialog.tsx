"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { tradeTailText } from "#components/orders/trade-tail.ts";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { clockText } from "#components/ui/time-text.ts";
import type { OrderView } from "#lib/orders/view.ts";

type Pair = [name: string, value: string | null];

/** What a manager asks for, with one button that copies it. */
export function DetailsDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const t = useTranslations("till.details");
  const ts = useTranslations("states");
  const tf = useTranslations("till.failure");
  const tr = useTranslations("till.refund");
  const tm = useTranslations("orders.methods");
  const money = useMoneyText();
  const { timeZone } = useStore();
  const [copied, setCopied] = useState(false);
  const { failure, refund, refundable } = order;
  const pairs: Pair[] = [
    [t("state"), ts(order.state)],
    [t("note"), order.possibleDouble ? t("double") : null],
    [t("reason"), failure === null ? null : tf(failure.reason)],
    [t("code"), failure?.code ?? null],
    ...(refund === null || refundable === null
      ? []
      : ([
          [tr("facts.amount"), money.signed(refund.amount)],
          [tr("facts.refunded"), money.signed(refund.refunded)],
          [tr("facts.left"), money.signed(refundable)],
          [tr("facts.reason"), refund.failure === null ? null : tr(`failure.${refund.failure.reason}`)],
          [t("code"), refund.failure?.code ?? null],
        ] satisfies Pair[])),
    [t("contract"), tm(order.generation)],
    [t("created"), clockText(order.createdAt, timeZone)],
    [t("paidAt"), order.paidAt === null ? null : clockText(order.paidAt, timeZone)],
    [t("reference"), order.reference],
    [t("customer"), order.buyer],
    [t("trade"), order.tradeTail === null ? null : tradeTailText(order.tradeTail)],
    [t("register"), order.registerName],
    [t("cashier"), order.cashierName],
    [t("order"), order.id],
  ];

  async function copy() {
    const lines = pairs.filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}`);
    // Clipboards are closed on plain http outside localhost: the text can still be marked by hand.
    await navigator.clipboard?.writeText(lines.join("\n"));
    setCopied(navigator.clipboard !== undefined);
  }

  return (
    <Dialog
      title={t("title")}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <Button data-first className="min-h-13 flex-1" onClick={copy}>
          {copied ? t("copied") : t("copy")}
        </Button>
      }
    >
      <Facts pairs={pairs} />
    </Dialog>
  );
}
