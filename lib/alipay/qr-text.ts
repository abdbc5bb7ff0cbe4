/** Domains whose hosts may stand in a code that a customer is asked to scan (openapi.md section 6.1: `https://qr.alipay.com/bax…`). */
export const codeHosts = ["alipay.com", "alipaydev.com"] as const;

export type QrTextProblem = "empty" | "too_long" | "forbidden_character" | "not_a_url" | "foreign_host";

const maxLength = 1024;

/**
 * Says whether a gateway's QR text may be drawn; the text itself is never changed. `extraOrigins` are further whole origins such as
 * the practice simulator's `http://127.0.0.1:8901`, given only for accounts that may use them.
 */
export function checkQrText(text: string, extraOrigins: readonly string[] = []): QrTextProblem | "ok" {
  if (text === "") return "empty";
  if (text.length > maxLength) return "too_long";
  // Printable ASCII: what a URL parser would mend (blanks, tabs, backslashes) a wallet may read otherwise.
  if (!/^[!-[\]-~]+$/.test(text)) return "forbidden_character";
  const url = /^https?:\/\/[^/]/.test(text) ? URL.parse(text) : null;
  if (!url) return "not_a_url";
  return leadsTo(url, { domains: codeHosts, origins: extraOrigins }) ? "ok" : "foreign_host";
}

/** True by https for hosts below these domains, and for further whole origins; never with a user's name or another port. */
export function leadsTo(
  url: URL,
  { domains, origins }: { domains: readonly string[]; origins: readonly string[] },
): boolean {
  if (url.username !== "" || url.password !== "") return false;
  const isBelow = domains.some((domain) => url.hostname.endsWith(`.${domain}`));
  return (url.protocol === "https:" && url.port === "" && isBelow) || origins.includes(url.origin);
}
