import { z } from "zod";
import type { Calendar } from "#lib/calendar/business-day.ts";
import { DAY_RANGES, dayRange, daySpan } from "#lib/calendar/day-range.ts";
import { line } from "#lib/schema.ts";
import { TILL_STATES } from "../view.ts";
import type { OrderFilter } from "./queries.ts";
import { type Minors, minorsOf, readSearch } from "./read-search.ts";

const date = z.iso.date().optional().catch(undefined);
const amount = z.string().trim().min(1).max(16).optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);

/** The last row of the page before: when it was made, and its id. There was no year 0. */
const cursor = z
  .templateLiteral([z.iso.datetime({ precision: 3 }), "_", z.uuid()])
  .refine((text) => !text.startsWith("0000"));

/** How the manager narrows the list of orders. What is not understood is left out. */
const orderFilter = z.object({
  storeId: id,
  registerId: id,
  cashierId: id,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .catch(undefined),
  day: z.enum(DAY_RANGES).catch("today"),
  /** First and last business day of a range of one's own. */
  from: date,
  until: date,
  state: z.enum(TILL_STATES).optional().catch(undefined),
  least: amount,
  most: amount,
  search: line(64).optional().catch(undefined),
  olderThan: cursor.optional().catch(undefined),
});

const typed = z.string().max(64).optional();

/** The same as an action is sent it, by the page's own script: what was typed is read like what stands in the address. */
export const orderWishInput = z.strictObject({
  day: z.enum(DAY_RANGES),
  state: z.enum(TILL_STATES).optional(),
  storeId: z.uuid().optional(),
  registerId: z.uuid().optional(),
  cashierId: z.uuid().optional(),
  currency: typed,
  from: typed,
  until: typed,
  least: typed,
  most: typed,
  search: typed,
});
export type OrderWish = z.output<typeof orderWishInput>;

/** Reads a filter for a store like this one: its days are days of its calendar, and practice stays apart. */
export function parseOrderFilter(wanted: unknown, store: Calendar & { practice: boolean }, now: Date): OrderFilter {
  const read = orderFilter.parse(wanted);
  const { storeId = null, registerId = null, cashierId = null, currency = null, state = null, olderThan = null } = read;
  const days = { first: read.from ?? null, last: read.until ?? null };
  const isSpan = days.first !== null || days.last !== null;
  return {
    ...{ storeId, registerId, cashierId, currency, state, olderThan },
    practice: store.practice,
    ...(isSpan ? daySpan(days, store) : dayRange(read.day, store, now)),
    least: boundOf(read.least, 99n),
    most: boundOf(read.most, 0n),
    search: read.search === undefined ? null : readSearch(read.search),
  };
}

/** Null for what is no amount. A bound of 12.50 is one of 13 yen from below, and of 12 from above. */
function boundOf(text: string | undefined, up: bigint): Minors | null {
  if (text === undefined) return null;
  const [whole, cents, mils] = minorsOf(text);
  if (cents === null) return null;
  return [whole ?? (cents + up) / 100n, cents, mils];
}
