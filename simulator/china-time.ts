const EIGHT_HOURS_MS = 8 * 60 * 60 * 1000;
const TEXT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** `yyyy-MM-dd HH:mm:ss` in China time (UTC+8, no summer time), as every time text of the OpenAPI gateway (openapi.md 1). */
export function formatChinaTime(at: number): string {
  return shifted(at).slice(0, 19);
}

/** The same with milliseconds: `gmt_refund` of notifications (openapi.md 1). */
export function formatChinaTimeMs(at: number): string {
  return shifted(at).slice(0, 23);
}

/** `yyyyMMdd` in China. */
export function chinaDay(at: number): string {
  return shifted(at).slice(0, 10).replaceAll("-", "");
}

/** Minutes since midnight in China. */
export function chinaMinuteOfDay(at: number): number {
  return Math.floor((at + EIGHT_HOURS_MS) / 60_000) % (24 * 60);
}

/** Epoch ms, or undefined when the text is no such time (2026-02-30 is none). */
export function parseChinaTime(text: string): number | undefined {
  const [, day, clock] = TEXT.exec(text) ?? [];
  const at = Date.parse(`${day}T${clock}+08:00`);
  return Number.isNaN(at) || formatChinaTime(at) !== text ? undefined : at;
}

/** The next midnight in China: the end of `timeout_express=1c` (seed-notes.md, seed 1, 23). */
export function nextChinaMidnight(at: number): number {
  const day = 24 * 60 * 60 * 1000;
  return (Math.floor((at + EIGHT_HOURS_MS) / day) + 1) * day - EIGHT_HOURS_MS;
}

function shifted(at: number): string {
  return new Date(at + EIGHT_HOURS_MS).toISOString().replace("T", " ");
}
