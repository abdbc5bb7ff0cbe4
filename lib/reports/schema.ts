import { z } from "zod";
import { businessDate, type Calendar } from "#lib/calendar/business-day.ts";
import { DATE_RANGES, type DateSpan, dateRange, daysBetween, moveDate } from "#lib/calendar/date-range.ts";

/** Nobody looks at more at once. */
const MOST_DAYS = 366;

const date = z.iso.date().optional().catch(undefined);

const reportWish = z.object({
  range: z.enum(DATE_RANGES).catch("today"),
  /** First and last business day of a span of one's own: it goes before `range`. */
  from: date,
  until: date,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .catch(undefined),
});

export type ReportWish = { span: DateSpan; currency: string | null };

/** Reads what somebody wants to see, by a store's calendar. What is not understood is left out; no day lies in the future. */
export function parseReportWish(wanted: unknown, calendar: Calendar, now: Date): ReportWish {
  const { range, from, until, currency = null } = reportWish.parse(wanted);
  if (from === undefined && until === undefined) return { span: dateRange(range, calendar, now), currency };
  const today = businessDate(now, calendar);
  const last = [until ?? today, today].toSorted()[0] ?? today;
  const first = [from ?? last, last].toSorted()[0] ?? last;
  const isLong = daysBetween(first, last) >= MOST_DAYS;
  return { span: { first: isLong ? moveDate(last, 1 - MOST_DAYS) : first, last }, currency };
}
