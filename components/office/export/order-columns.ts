import type { createTranslator, Messages } from "next-intl";
import type { CsvColumn } from "#lib/csv/write-csv.ts";
import { decimalText, fromMoneyText } from "#lib/money/money.ts";
import type { Movement } from "#lib/orders/view.ts";

type OrderTexts = ReturnType<typeof createTranslator<Messages, "orders">>;

/** The table of what moved: a column of amounts for each currency, so that each can be summed and no sum mixes them. */
export function orderColumns(t: OrderTexts, currencies: readonly string[]): CsvColumn<Movement>[] {
  const text = (name: string, of: CsvColumn<Movement>["of"]) => ({ name, kind: "text" as const, of });
  const amounts = currencies.map((currency): CsvColumn<Movement> => {
    const of = ({ amount }: Movement) => (amount.currency === currency ? decimalText(fromMoneyText(amount)) : null);
    return { name: t("table.amount", { currency }), kind: "number", of };
  });
  const currencyOf = ({ amount: { currency } }: Movement): string => {
    // Somebody began to sell in it after the columns were named: its money must not be missing silently.
    if (!currencies.includes(currency)) throw new Error("there is no column for a currency");
    return currency;
  };
  return [
    text(t("table.date"), ({ date }) => date),
    text(t("time"), ({ time }) => time),
    text(t("table.zone"), ({ timeZone }) => timeZone),
    text(t("table.kind"), ({ kind }) => t(`table.kinds.${kind}`)),
    ...amounts,
    text(t("currency"), currencyOf),
    text(t("table.number"), ({ number }) => number),
    text(t("reference"), ({ reference }) => reference),
    text(t("store"), ({ storeName }) => storeName),
    text(t("register"), ({ registerName }) => registerName),
    text(t("table.person"), ({ personName }) => personName),
    text(t("method"), ({ generation }) => t(`methods.${generation}`)),
    text(t("table.trade"), ({ tradeNumber }) => tradeNumber),
    text(t("table.merchant"), ({ merchantNumber }) => merchantNumber),
    text(t("table.refund"), ({ refundNumber }) => refundNumber),
    text(t("table.order"), ({ orderId }) => orderId),
  ];
}
