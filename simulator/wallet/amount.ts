import type { Money } from "../book/entries.ts";
import { formatAmount } from "../money/amount.ts";

/** Signs that name one currency: `$` and a second `¥` would not. */
const SIGNS: Readonly<Record<string, string>> = {
  CNY: "¥",
  JPY: "JP¥",
  USD: "US$",
  HKD: "HK$",
  SGD: "S$",
  GBP: "£",
  EUR: "€",
  KRW: "₩",
};

export function currencySign({ currency }: Money): string {
  return SIGNS[currency] ?? `${currency} `;
}

/** With its thousands apart. */
export function amountText(money: Money): string {
  const [whole = "", ...decimals] = formatAmount(money).split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...decimals].join(".");
}
