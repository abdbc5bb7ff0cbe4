const NOWHERE = "http://own.invalid";

/** B42: the given address when it is a path of this installation, else the till. A browser's reading decides, not the spelling. */
export function ownPath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return "/";
  if (/%(?:2f|5c)/i.test(wanted)) return "/";
  const url = new URL(wanted, NOWHERE);
  // Dot segments are gone now, and may leave two slashes in front.
  return url.origin === NOWHERE && !url.pathname.startsWith("//") ? url.pathname + url.search : "/";
}
