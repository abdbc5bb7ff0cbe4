import { parseAmount } from "../../money/amount.ts";
import { decimalsOf } from "../../money/currency.ts";

/** Minor units of a `Number(length,2)` whose length leaves so many digits before the point (mapi.md 4.1 and 4.4). */
export function readNumber(text: string, currency: string, mostWholeDigits: number): bigint | undefined {
  const minor = parseAmount(text, currency);
  const isTooLong = minor !== undefined && minor >= 10n ** BigInt(mostWholeDigits + decimalsOf(currency));
  return isTooLong ? undefined : minor;
}
