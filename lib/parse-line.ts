/** What somebody wrote in one line: at most `most` characters as people count them, and no control characters. */
export function parseLine(
  text: string,
  most: number,
): { ok: true; line: string } | { ok: false; problem: "too_long" | "bad_characters" } {
  const line = text.trim();
  if ([...line].length > most) return { ok: false, problem: "too_long" };
  return /[\p{Cc}\p{Cs}]/u.test(line) ? { ok: false, problem: "bad_characters" } : { ok: true, line };
}
