/**
 * Reads an amount of this generation in fen: yuan as text with 0, 1 or 2 decimals (openapi.md section 1). Signs, exponents, leading
 * zeros, blanks, separators and other digits than 0-9 are refused, as is anything longer than a trade can be.
 */
export function readYuan(text: string): bigint | null {
  const match = /^(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,2}))?$/.exec(text);
  return match ? BigInt(`${match[1]}${(match[2] ?? "").padEnd(2, "0")}`) : null;
}
