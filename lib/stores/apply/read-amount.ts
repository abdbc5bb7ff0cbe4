import { parseMoney } from "#lib/money/money.ts";
import { refuse } from "./refuse.ts";

/** An amount of the file in minor units; refused in decimals that the currency does not have. */
export function needMinor(text: string, currency: string, at: string): bigint {
  const parsed = parseMoney(text, currency);
  return parsed.ok ? parsed.money.minor : refuse([{ at, problem: `no amount of ${currency}` }]);
}

export const minorOf = (text: string | undefined, currency: string, at: string): bigint | null =>
  text === undefined ? null : needMinor(text, currency, at);
