import type { Money } from "../book/entries.ts";
import { decimalsOf } from "./currency.ts";

const DECIMAL = /^(0|[1-9]\d*)(?:\.(\d{1,2}))?$/;

/** Minor units of `12`, `12.3` or `12.34`; undefined for any other text, and for decimals that the currency does not have. */
export function parseAmount(text: string, currency: string): bigint | undefined {
  const [, whole, decimals = ""] = DECIMAL.exec(text) ?? [];
  const most = decimalsOf(currency);
  if (whole === undefined || decimals.length > most) return undefined;
  return BigInt(whole + decimals.padEnd(most, "0"));
}

/** With all decimals of the currency: `0.01` USD, `100` JPY. */
export function formatAmount({ minor, currency }: Money): string {
  const most = decimalsOf(currency);
  if (most === 0) return minor.toString();
  const digits = minor.toString().padStart(most + 1, "0");
  return `${digits.slice(0, -most)}.${digits.slice(-most)}`;
}
