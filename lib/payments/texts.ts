/** `&` and `=` would make the sign string ambiguous; the customer reads their full-width twins (docs/alipay.md). */
export const unambiguous = (text: string): string => text.replaceAll("&", "＆").replaceAll("=", "＝");

/** What the customer reads in the wallet; `/` is to be avoided there as well (openapi.md 6.1, mapi.md 4.1). */
export const subjectText = (text: string): string => unambiguous(text).replaceAll("/", "／");

/** What a person typed, as a member of that many characters may hold it: no refund fails for its reason. */
export function refundReason(text: string, maxLength: number): string {
  const plain = text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  if (plain.length <= maxLength) return plain;
  let cut = "";
  // What people see as one character has room as a whole, or not at all.
  for (const { segment } of new Intl.Segmenter().segment(plain)) {
    if (cut.length + segment.length > maxLength) break;
    cut += segment;
  }
  return cut.trimEnd();
}
