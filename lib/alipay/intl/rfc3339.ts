import { formatChinaTime } from "../china-time.ts";

/** `2026-03-01T12:34:56+08:00`: China time with its numeric offset, in whole seconds (intl.md section 1). */
export function formatRfc3339(at: Date): string {
  return `${formatChinaTime(at).replace(" ", "T")}+08:00`;
}

/** Reads a time with any offset or `Z`; null for any other text and for days that do not exist. */
export function parseRfc3339(text: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text);
  const wall = new Date(`${match?.[1]}Z`);
  // The engine lets 31 February and 24:00:00 roll over; a text that does not come back unchanged was no real time.
  const isReal = !Number.isNaN(wall.getTime()) && wall.toISOString().slice(0, 19) === match?.[1];
  return isReal ? new Date(text) : null;
}
