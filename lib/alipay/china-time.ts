const chinaOffsetMs = 8 * 60 * 60 * 1000;

/** `yyyy-MM-dd HH:mm:ss` in China time (UTC+8, no daylight saving), whatever the zone of the process (openapi.md section 1). */
export function formatChinaTime(at: Date): string {
  return new Date(at.getTime() + chinaOffsetMs).toISOString().slice(0, 19).replace("T", " ");
}

/** Reads `yyyy-MM-dd HH:mm:ss` or, as in `gmt_refund`, with `.SSS`; null for any other text and for days that do not exist. */
export function parseChinaTime(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{3})?$/.test(text)) return null;
  const at = new Date(`${text.replace(" ", "T")}+08:00`);
  // The engine lets 31 February and 24:00:00 roll over; a text that does not come back unchanged was no real time.
  return !Number.isNaN(at.getTime()) && formatChinaTime(at) === text.slice(0, 19) ? at : null;
}
