import { z } from "zod";
import type { Calendar } from "#lib/calendar/business-day.ts";
import { DAY_RANGES, dayRange } from "#lib/calendar/day-range.ts";
import { line } from "#lib/schema.ts";
import { SHOWN } from "./view.ts";

/** How somebody narrows the log. What is not understood is left out. */
const noticeFilter = z.object({
  day: z.enum(DAY_RANGES).catch("week"),
  show: z.enum(SHOWN).catch("all"),
  search: line(64).nullable().catch(null),
  olderThan: z.uuid().nullable().catch(null),
});

/** Reads a filter by the calendar of a store. */
export function parseNoticeFilter(wanted: unknown, store: Calendar, now: Date) {
  const { day, ...rest } = noticeFilter.parse(wanted);
  return { ...dayRange(day, store, now), ...rest };
}
export type NoticeFilter = ReturnType<typeof parseNoticeFilter>;

/** `mark`: of the plan that was shown. */
export const replayInput = z.strictObject({ noticeId: z.uuid(), mark: z.string().length(64) });
export type ReplayInput = z.output<typeof replayInput>;
