import { formatAmount, parseAmount } from "../../money/amount.ts";

/** Fen of yuan with 0, 1 or 2 decimals (openapi.md 6.1, `total_amount`), or undefined when the text is no amount. */
export function parseYuan(text: string): bigint | undefined {
  return parseAmount(text, "CNY");
}

/** Yuan with two decimals. */
export function formatYuan(fen: bigint): string {
  return formatAmount({ minor: fen, currency: "CNY" });
}
