/** Yuan with 0, 1 or 2 decimals (openapi.md 6.1, `total_amount`). */
const YUAN = /^(0|[1-9]\d*)(?:\.(\d{1,2}))?$/;

/** Fen, or undefined when the text is no amount. */
export function parseYuan(text: string): bigint | undefined {
  const [, yuan, decimals = ""] = YUAN.exec(text) ?? [];
  return yuan === undefined ? undefined : BigInt(yuan + decimals.padEnd(2, "0"));
}

/** Yuan with two decimals. */
export function formatYuan(fen: bigint): string {
  const digits = fen.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
