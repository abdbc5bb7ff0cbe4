import type { Money } from "../book/entries.ts";
import { decimalsOf } from "./currency.ts";

/** Yuan for one unit, with eight decimals as text: fixed, for practice only. What is not named costs one yuan. */
const YUAN_FOR_ONE: Readonly<Record<string, string>> = {
  USD: "6.64640000",
  JPY: "0.05840000",
  GBP: "9.12000000",
  HKD: "0.85680000",
  EUR: "7.53000000",
  KRW: "0.00560000",
};
const RATE_SCALE = 10n ** 8n;

/** For example `6.64640000`, as in a query's `exchange_rate`. */
export function yuanRate(currency: string): string {
  return YUAN_FOR_ONE[currency] ?? "1.00000000";
}

/** At the practice rate, rounded half up, and never to nothing. */
export function convert(money: Money, currency: string): Money {
  if (money.currency === currency) return money;
  const above = money.minor * rateOf(money.currency) * 10n ** BigInt(decimalsOf(currency));
  const below = rateOf(currency) * 10n ** BigInt(decimalsOf(money.currency));
  const minor = (above * 2n + below) / (below * 2n);
  return { minor: minor === 0n ? 1n : minor, currency };
}

/** What one unit of `from` costs in `to`, eight decimals; `1` within one currency, as in published samples. */
export function crossRate(from: string, to: string): string {
  if (from === to) return "1";
  const scaled = (rateOf(from) * RATE_SCALE) / rateOf(to);
  const digits = scaled.toString().padStart(9, "0");
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`;
}

function rateOf(currency: string): bigint {
  return BigInt(yuanRate(currency).replace(".", ""));
}
