import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import { clockText, dayText } from "#components/ui/time-text.ts";
import { fromMoneyText, type MoneyText, toMoneyText } from "#lib/money/money.ts";
import type { OrderDetail } from "#lib/orders/detail/view.ts";

type Props = { detail: OrderDetail; textOf: (amount: MoneyText) => string };

/** What is known of an order, as people ask for it. */
export function OrderFacts({ detail, textOf }: Props) {
  const t = useTranslations("detail.factNames");
  const td = useTranslations("till.details");
  const tf = useTranslations("till.failure");
  const to = useTranslations("orders");
  const { order, timeZone, receiptNumber, merchantNumbers, tradeNumber, storeName } = detail;
  const { failure, refund, refundable, lines } = order;
  const { currency } = fromMoneyText(order.amount);
  const when = (instant: string) => `${dayText(instant, timeZone)} ${clockText(instant, timeZone)}`;
  const added = lines.map((minor) => textOf(toMoneyText({ minor: BigInt(minor), currency }))).join(" + ");
  return (
    <Facts
      pairs={[
        [t("paid"), order.paidAt === null ? null : textOf(order.amount)],
        [t("refunded"), refund === null ? null : textOf(refund.refunded)],
        [t("left"), refundable === null || refund === null ? null : <b key="left">{textOf(refundable)}</b>],
        [td("reason"), failure === null ? null : tf(failure.reason)],
        [td("code"), failure?.code ?? null],
        [td("created"), when(order.createdAt)],
        [td("paidAt"), order.paidAt === null ? null : when(order.paidAt)],
        [t("receiptNumber"), receiptNumber],
        [td("reference"), order.reference],
        [t("lines"), lines.length > 1 ? added : null],
        [t("place"), `${storeName} · ${order.registerName}`],
        [td("cashier"), order.cashierName],
        [td("contract"), to(`methods.${order.generation}`)],
        [td("customer"), order.buyer],
        [t("tradeNumber"), tradeNumber === null ? null : grouped(tradeNumber)],
        [
          t("merchantNumber"),
          merchantNumbers.map((number) => (
            <span key={number} className="block">
              {number}
            </span>
          )),
        ],
        [td("order"), order.id],
      ]}
    />
  );
}

/** In fours, as people read long numbers out; the search takes the blanks along. */
const grouped = (number: string): string => number.match(/.{1,4}/g)?.join(" ") ?? "";
