/** Where the till's menu leads: this page, with the dialog open. */
export const DISPLAYS_LINK = "#displays";

/** The digits in an address such as /?display=123456, which a display shows as a code; "" where only the dialog is wanted. */
export function readWish({ hash, search }: Pick<Location, "hash" | "search">): string | null {
  const digits = new URLSearchParams(search).get("display");
  if (digits !== null) return /^[0-9]{6}$/.test(digits) ? digits : "";
  return hash === DISPLAYS_LINK ? "" : null;
}
