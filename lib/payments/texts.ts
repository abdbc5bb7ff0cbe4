/** `&` and `=` would make the sign string ambiguous; the customer reads their full-width twins (docs/alipay.md). */
export const unambiguous = (text: string): string => text.replaceAll("&", "＆").replaceAll("=", "＝");

/** What the customer reads in the wallet; `/` is to be avoided there as well (openapi.md 6.1, mapi.md 4.1). */
export const subjectText = (text: string): string => unambiguous(text).replaceAll("/", "／");

/** What a person typed, as a member of that many characters may hold it: no refund fails for its reason. */
export function refundReason(text: string, maxLength: number): string {
  const cut = text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, maxLength);
  // A character of two halves is left out where only one has room.
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd();
}
