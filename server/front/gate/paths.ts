const DISPLAY = ["display-stream", "display-state", "display-pairing"];
/** First segments that the front answers itself; no page can have one of these names. */
const OWN = new Set(["notify", "stream", "state", "inbox", "session", ...DISPLAY, "healthz", "readyz", "metrics"]);

export type PathOwner = "machine" | "web" | "nobody";

/**
 * Who answers this request target. `nobody` gets 404 from the front itself: Next would answer some odd spellings with a
 * redirect, which counts as a failed delivery of a notification and may lead around rules that look at the path.
 */
export const ownerOf = (target: string): PathOwner => {
  const path = target.split("?", 1)[0] ?? "";
  if (!/^\/[!-~]*$/.test(target) || /\/\/|[\\#]|%2f|%5c/i.test(path)) return "nobody";
  const plain = decodeOnce(path);
  if (plain === null || hasOddSegment(plain)) return "nobody";
  const first = plain.split("/")[1]?.toLowerCase() ?? "";
  if (!OWN.has(first)) return "web";
  // The router then takes exact paths only: other letter case or a trailing slash is its 404.
  return path.includes("%") ? "nobody" : "machine";
};

const decodeOnce = (path: string): string | null => {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
};

const hasOddSegment = (plain: string): boolean =>
  /\p{Cc}|%[0-9a-f]{2}/iu.test(plain) || plain.split("/").some((segment) => segment === "." || segment === "..");
