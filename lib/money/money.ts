import { currencyDigits } from "./currency.ts";

/** An amount as a whole number of the currency's smallest unit (fen, cent, yen). */
export type Money = { readonly minor: bigint; readonly currency: string };

/** Money in JSON, where there is no bigint. */
export type MoneyText = { readonly minor: string; readonly currency: string };

export type ParsedMoney =
  | { ok: true; money: Money }
  | { ok: false; problem: "empty" | "not_a_number" | "too_many_decimals" | "too_many_digits" };

/** More digits than any sale has; keeps amounts inside bigint columns and the screen. */
const MAX_DIGITS = 12;

/**
 * Reads an amount: ASCII digits and at most one decimal point. Nothing is trimmed, rounded, repaired or grouped:
 * blanks, signs, leading zeros and a third decimal of a two-decimal currency are refused.
 */
export function parseMoney(text: string, currency: string): ParsedMoney {
  if (text === "") return { ok: false, problem: "empty" };
  const match = /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/.exec(text);
  if (!match) return { ok: false, problem: "not_a_number" };
  const [, whole = "", fraction = ""] = match;
  const digits = currencyDigits(currency);
  if (fraction.length > digits) return { ok: false, problem: "too_many_decimals" };
  if (whole.length > MAX_DIGITS) return { ok: false, problem: "too_many_digits" };
  return { ok: true, money: { minor: BigInt(whole + fraction.padEnd(digits, "0")), currency } };
}

/** "128.50" for 12850 fen, "100" for 100 yen: all decimals of the currency, point, no grouping. */
export function decimalText(money: Money): string {
  const digits = currencyDigits(money.currency);
  const sign = money.minor < 0n ? "-" : "";
  const text = (money.minor < 0n ? -money.minor : money.minor).toString().padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export const toMoneyText = (money: Money): MoneyText => ({ minor: money.minor.toString(), currency: money.currency });

export const fromMoneyText = (text: MoneyText): Money => ({ minor: BigInt(text.minor), currency: text.currency });

export const sameMoney = (a: Money, b: Money): boolean => a.minor === b.minor && a.currency === b.currency;
