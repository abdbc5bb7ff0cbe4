import { z } from "zod";
import type { Calendar } from "#lib/calendar/business-day.ts";
import { DAY_RANGES, dayRange } from "#lib/calendar/day-range.ts";
import { AUDIT_KINDS } from "./view.ts";

/** How somebody narrows the audit. What is not understood is left out. */
const auditFilter = z.object({
  day: z.enum(DAY_RANGES).catch("week"),
  kind: z.enum(AUDIT_KINDS).nullable().catch(null),
  olderThan: z
    .string()
    .regex(/^[1-9][0-9]{0,17}$/)
    .nullable()
    .catch(null),
});

/** The same as an action is sent it, by the page's own script. */
export const auditWishInput = z.strictObject({
  day: z.enum(DAY_RANGES),
  kind: z.enum(AUDIT_KINDS).optional(),
  storeId: z.uuid().optional(),
});
export type AuditWish = z.output<typeof auditWishInput>;

/** Reads a filter by the calendar of a store. */
export function parseAuditFilter(wanted: unknown, store: Calendar, now: Date) {
  const { day, kind, olderThan } = auditFilter.parse(wanted);
  return { ...dayRange(day, store, now), kind, olderThan: olderThan === null ? null : BigInt(olderThan) };
}
export type AuditFilter = ReturnType<typeof parseAuditFilter>;

/** What an action may have told; anything else is not shown. */
export const entryFacts = z
  .object({
    amount: z.string().regex(/^[0-9]{1,18}$/),
    currency: z.string().length(3),
    failures: z.int(),
    name: z.string(),
    changed: z.array(z.string()),
    leftOpen: z.array(z.string()),
  })
  .partial();
