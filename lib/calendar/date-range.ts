import { businessDate, type Calendar } from "./business-day.ts";

/** Spans of business days that a report can be of. A week is today and the six days before it; a month is one of the calendar. */
export const DATE_RANGES = ["today", "yesterday", "week", "month", "lastMonth"] as const;
export type DateRange = (typeof DATE_RANGES)[number];

/** The first and the last of some business days, by the dates on which they begin: "2026-11-22". */
export type DateSpan = { first: string; last: string };

const DAY_MS = 24 * 60 * 60_000;

/** The date so many days later. */
export const moveDate = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** How many days lie from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;

/** Such a span at a store, by its own calendar; of this month and this week until today. */
export function dateRange(range: DateRange, calendar: Calendar, now: Date): DateSpan {
  const today = businessDate(now, calendar);
  const firstOfMonth = `${today.slice(0, 8)}01`;
  switch (range) {
    case "today":
      return { first: today, last: today };
    case "yesterday":
      return { first: moveDate(today, -1), last: moveDate(today, -1) };
    case "week":
      return { first: moveDate(today, -6), last: today };
    case "month":
      return { first: firstOfMonth, last: today };
    case "lastMonth": {
      const last = moveDate(firstOfMonth, -1);
      return { first: `${last.slice(0, 8)}01`, last };
    }
  }
}
