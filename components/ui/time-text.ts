const parts = (timeZone: string, withSeconds: boolean) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    ...(withSeconds ? { second: "2-digit" } : {}),
    hourCycle: "h23",
  });

/** "14:05:11" in an IANA time zone, for an instant given as ISO text or milliseconds. */
export const clockText = (instant: string | number, timeZone: string): string =>
  parts(timeZone, true).format(new Date(instant));

/** "14:05" */
export const shortClockText = (instant: string | number, timeZone: string): string =>
  parts(timeZone, false).format(new Date(instant));

/** "2026-11-21": the day in that zone, the same in both languages. */
export const dayText = (instant: string | number, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(new Date(instant));
