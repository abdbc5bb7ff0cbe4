import { DAY_RANGES, type DayRange } from "#lib/calendar/day-range.ts";
import type { OrderWish } from "#lib/orders/list/schema.ts";
import { TILL_STATES, type TillState } from "#lib/orders/view.ts";

/** What a manager looks for, as the address of the page says it. */
export type OrderFilter = {
  day: DayRange;
  state: TillState | null;
  storeId: string | null;
  registerId: string | null;
  cashierId: string | null;
  currency: string | null;
  /** First and last business day of a range of one's own: it goes before `day`. */
  from: string | null;
  until: string | null;
  /** Bounds of the amount, as they were typed. */
  least: string | null;
  most: string | null;
  search: string;
  /** Shows what is older than this place in the list. */
  olderThan: string | null;
};

/** What stands in the address as it was typed. */
const TYPED = ["storeId", "registerId", "cashierId", "currency", "from", "until", "least", "most"] as const;
/** What is folded away until somebody needs it. */
const FOLDED = ["registerId", "cashierId", "currency", "from", "until", "least", "most"] as const;

type Query = Record<string, string | string[] | undefined>;

/** Reads an address; what it does not know, it leaves at its first choice. */
export function readOrderFilter(query: Query): OrderFilter {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    day: DAY_RANGES.find((day) => day === text("day")) ?? "today",
    state: TILL_STATES.find((state) => state === text("state")) ?? null,
    ...(Object.fromEntries(TYPED.map((name) => [name, text(name) || null])) as Pick<
      OrderFilter,
      (typeof TYPED)[number]
    >),
    search: text("search"),
    olderThan: text("olderThan") || null,
  };
}

/** True when rows may be missing only because of the filter. */
export const isNarrow = (filter: OrderFilter): boolean =>
  filter.day !== "all" || filter.state !== null || filter.search !== "" || TYPED.some((name) => filter[name] !== null);

/** True when rows may be of more than one day, or of another one than is chosen: a number is found on any. */
export const isOverDays = ({ day, from, until, search }: OrderFilter): boolean =>
  day === "week" || day === "all" || from !== null || until !== null || search !== "";

/** True when something is chosen that is folded away. */
export const isFoldedUsed = (filter: OrderFilter): boolean => FOLDED.some((name) => filter[name] !== null);

/** All that a filter shows, on all its pages: as the action is sent it that counts, and the address that a table is had from. */
export function orderDownload({ olderThan: _, ...filter }: OrderFilter): { wish: OrderWish; address: string } {
  const chosen = Object.entries(filter).filter(([, value]) => value !== null && value !== "") as [string, string][];
  const wish = { ...Object.fromEntries(chosen), day: filter.day };
  return { wish, address: `/orders/export?${new URLSearchParams(chosen)}` };
}

/** The address of the page for a filter; first choices are left out. */
export function orderAddress(filter: OrderFilter): string {
  const query = new URLSearchParams();
  if (filter.day !== "today") query.set("day", filter.day);
  if (filter.state !== null) query.set("state", filter.state);
  for (const name of TYPED) if (filter[name] !== null) query.set(name, filter[name]);
  if (filter.search !== "") query.set("search", filter.search);
  if (filter.olderThan !== null) query.set("olderThan", filter.olderThan);
  return query.size === 0 ? "/orders" : `/orders?${query}`;
}
