import { businessDay, businessDayOn, type Calendar } from "./business-day.ts";

/** Business days that a list can be narrowed to. */
export const DAY_RANGES = ["today", "yesterday", "week", "all"] as const;
export type DayRange = (typeof DAY_RANGES)[number];

/** From when until when such days last at a store. A week is today and the six days before it. */
export function dayRange(range: DayRange, calendar: Calendar, now: Date): { from: Date | null; until: Date | null } {
  if (range === "all") return { from: null, until: null };
  if (range === "week") return { from: businessDay(now, calendar, -6).from, until: businessDay(now, calendar).until };
  return businessDay(now, calendar, range === "yesterday" ? -1 : 0);
}

/** From the first of some business days until the last, by their dates; null is without an end. */
export const daySpan = (
  { first, last }: { first: string | null; last: string | null },
  calendar: Calendar,
): { from: Date | null; until: Date | null } => ({
  from: first === null ? null : businessDayOn(first, calendar).from,
  until: last === null ? null : businessDayOn(last, calendar).until,
});
