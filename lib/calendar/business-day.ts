/** A store's calendar: its zone, and the minute after midnight at which its business day begins. */
export type Calendar = { timeZone: string; dayStartMinute: number };

const DAY_MS = 24 * 60 * 60_000;

/** The business day that holds `at`, moved by whole days: from its first instant until the first of the next. */
export function businessDay(at: Date, calendar: Calendar, offsetDays = 0): { from: Date; until: Date } {
  return dayFrom(midnightOf(at, calendar) + offsetDays * DAY_MS, calendar);
}

/** The business day that begins on a date such as "2026-11-22". */
export function businessDayOn(date: string, calendar: Calendar): { from: Date; until: Date } {
  return dayFrom(Date.parse(`${date}T00:00:00Z`), calendar);
}

const dayFrom = (midnight: number, calendar: Calendar) => ({
  from: startOf(midnight, calendar),
  until: startOf(midnight + DAY_MS, calendar),
});

/** The business day that holds `at`, by the date on which it begins: "2026-11-22". */
export const businessDate = (at: Date, calendar: Calendar): string =>
  new Date(midnightOf(at, calendar)).toISOString().slice(0, 10);

/** Midnight of the date on which the business day of `at` begins, on the zone's wall clock. */
function midnightOf(at: Date, calendar: Calendar): number {
  const midnight = Math.floor(wallClock(at, calendar.timeZone) / DAY_MS) * DAY_MS;
  // Instants decide, not the wall clock: where the clocks go back it shows the same time twice.
  return at < startOf(midnight, calendar) ? midnight - DAY_MS : midnight;
}

const startOf = (midnight: number, { timeZone, dayStartMinute }: Calendar): Date =>
  instantOf(midnight + dayStartMinute * 60_000, timeZone);

/** The zone's wall clock at an instant, as if it were UTC: milliseconds. */
export function wallClock(at: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The instant at which the zone's wall clock shows `wall`. Asked twice, for days on which the clocks change. */
function instantOf(wall: number, timeZone: string): Date {
  const first = wall - (wallClock(new Date(wall), timeZone) - wall);
  return new Date(first - (wallClock(new Date(first), timeZone) - wall));
}
