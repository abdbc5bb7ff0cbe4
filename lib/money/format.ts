import { decimalText, type Money } from "./money.ts";

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["CNY", "¥"],
  ["JPY", "¥"],
  ["USD", "$"],
  ["HKD", "HK$"],
  ["GBP", "£"],
  ["EUR", "€"],
  ["KRW", "₩"],
]);

/** The sign drawn before an amount; the code itself where no sign is common. */
export const currencySign = (currency: string): string => SIGNS.get(currency) ?? currency;

/** Digits for people: "1,234.50". Grouping follows the language; both of ours group by comma and split by point. */
export function amountText(money: Money): string {
  const [whole = "", fraction] = decimalText(money).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** "¥1,234.50" */
export const moneyText = (money: Money): string => currencySign(money.currency) + amountText(money);
