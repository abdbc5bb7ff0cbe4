import { isObject, type JsonValue } from "../json.ts";

/** An amount on the wire: `value` is a text of digits in the currency's smallest unit, `"239"` USD is 2.39 (intl.md section 1). */
export type Amount = { currency: string; value: string };

/** The currency's three capitals, and digits without sign, leading zeros, blanks or decimals; at most what a bigint column holds. */
export function isAmount(currency: unknown, value: unknown): boolean {
  if (typeof currency !== "string" || typeof value !== "string") return false;
  return /^[A-Z]{3}$/.test(currency) && /^(?:0|[1-9][0-9]{0,17})$/.test(value);
}

/** Null for anything that is no amount, a JSON number as value among it. */
export function readAmount(json: JsonValue | undefined): Amount | null {
  if (!isObject(json)) return null;
  const [currency, value] = [json.get("currency"), json.get("value")];
  return isAmount(currency, value) ? { currency: String(currency), value: String(value) } : null;
}
