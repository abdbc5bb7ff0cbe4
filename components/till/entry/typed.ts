import { currencyDigits } from "#lib/money/currency.ts";
import { decimalText } from "#lib/money/money.ts";

/** How typed digits are read: as they stand, or pushing in from the right until a point is typed. */
export type Reading = { readonly currency: string; readonly centsFirst: boolean };

/** What was typed as a decimal text: cents first, "1250" means 12.50, and "12.5" means what it says. */
export function asDecimal(typed: string, { currency, centsFirst }: Reading): string {
  if (typed === "" || typed.includes(".") || !centsFirst) return typed.replace(/\.$/, "");
  return decimalText({ minor: BigInt(typed), currency });
}

/** The typed text that is read as this decimal text. */
export function asTyped(decimal: string, { currency, centsFirst }: Reading): string {
  const pushed = centsFirst && currencyDigits(currency) > 0;
  return pushed && decimal !== "" && !decimal.includes(".") ? `${decimal}.` : decimal;
}

/** What the cashier sees of it: the bare point at the end as well, while the first decimal is awaited. */
export const drawnTyped = (typed: string, reading: Reading): string =>
  typed.includes(".") ? typed : asDecimal(typed, reading);
