import { businessDate, businessDay, type Calendar, wallClock } from "./business-day.ts";

/** The date of a business day, and the hour of it on the store's clock, counted from the beginning of the day: 0 to 23. */
export type BusinessHour = { day: string; hour: number };

const MINUTE_MS = 60_000;
/** No zone changes its clock within a quarter of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MINUTES = 24 * 60;

/**
 * Reads in which business day and hour of a store instants are. Remembers days and offsets between calls: for many instants, those of
 * one day one after the other.
 */
export function hourReader(calendar: Calendar): (at: Date) => BusinessHour {
  let day = { from: Number.NaN, until: Number.NaN, date: "" };
  const offsets = new Map<number, number>();

  function dateOf(at: Date): string {
    if (!(day.from <= at.getTime() && at.getTime() < day.until)) {
      const { from, until } = businessDay(at, calendar);
      day = { from: from.getTime(), until: until.getTime(), date: businessDate(at, calendar) };
    }
    return day.date;
  }

  function minuteOf(at: Date): number {
    const quarter = Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS;
    const offset = offsets.get(quarter) ?? wallClock(new Date(quarter), calendar.timeZone) - quarter;
    offsets.set(quarter, offset);
    return Math.floor((at.getTime() + offset) / MINUTE_MS) % DAY_MINUTES;
  }

  return (at) => ({
    day: dateOf(at),
    hour: Math.floor(((minuteOf(at) - calendar.dayStartMinute + DAY_MINUTES) % DAY_MINUTES) / 60),
  });
}
