import { codeHosts, leadsTo } from "./qr-text.ts";

/** Domains whose hosts may be a payment page: those of codes, and Alipay's own for Hong Kong (intl.md, source I1). */
export const pageHosts = [...codeHosts, "alipay.hk"] as const;

export type PageUrlProblem = "empty" | "too_long" | "forbidden_character" | "not_a_url" | "foreign_host";

/** The seed states 1024, and its own sample nearly breaks that (seed-notes 2.10). */
const maxLength = 4096;

/**
 * Scheme and authority in plain letters: no user name, and no backslash, blank or other alphabet that one reader mends and
 * another takes for a part of the host.
 */
const start = /^https?:\/\/(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?=[/?#]|$)/;

/**
 * Says whether a browser may be sent to a gateway's page, whose address may hold characters that are illegal in a URI
 * (seed-notes 2.10). `extraOrigins` are further whole origins, given only for accounts that may use them.
 */
export function checkPageUrl(text: string, extraOrigins: readonly string[] = []): PageUrlProblem | "ok" {
  if (text === "") return "empty";
  if (text.length > maxLength) return "too_long";
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) || !text.isWellFormed()) return "forbidden_character";
  const url = start.test(text) ? URL.parse(text) : null;
  if (!url) return "not_a_url";
  return leadsTo(url, { domains: pageHosts, origins: extraOrigins }) ? "ok" : "foreign_host";
}

/** Whether an address is a valid URI, so that it may be drawn byte for byte (docs/alipay/intl.md, The payment page). */
export function isDrawable(url: string): boolean {
  return start.test(url) && toUri(url) === url;
}

/**
 * Percent-encodes, as UTF-8, what RFC 3986 allows nowhere behind the authority: all but its characters, square brackets, a
 * percent sign that encodes nothing and a second `#`. What is encoded already stays as it is.
 */
export function toUri(url: string): string {
  const authority = start.exec(url)?.[0] ?? "";
  const rest = url.slice(authority.length).toWellFormed();
  const [beforeFragment = "", ...fragments] = rest.split("#").map(encodeIllegal);
  return `${authority}${beforeFragment}${fragments.length > 0 ? "#" : ""}${fragments.join("%23")}`;
}

function encodeIllegal(text: string): string {
  return text.replace(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gu, (character) =>
    encodeURIComponent(character),
  );
}
