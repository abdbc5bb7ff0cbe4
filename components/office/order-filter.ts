import { TILL_STATES, type TillState } from "#lib/orders/view.ts";

export const DAYS = ["today", "yesterday", "week", "all"] as const;
type Day = (typeof DAYS)[number];

/** What a manager looks for, as the address of the page says it. */
export type OrderFilter = {
  day: Day;
  state: TillState | null;
  storeId: string | null;
  search: string;
  /** Shows what is older than this place in the list. */
  olderThan: string | null;
};

type Query = Record<string, string | string[] | undefined>;

/** Reads an address; what it does not know, it leaves at its first choice. */
export function readOrderFilter(query: Query): OrderFilter {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    day: DAYS.find((day) => day === text("day")) ?? "today",
    state: TILL_STATES.find((state) => state === text("state")) ?? null,
    storeId: text("storeId") || null,
    search: text("search"),
    olderThan: text("olderThan") || null,
  };
}

/** True when rows may be missing only because of the filter. */
export const isNarrow = (filter: OrderFilter): boolean =>
  filter.day !== "all" || filter.state !== null || filter.storeId !== null || filter.search !== "";

/** The address of the page for a filter; first choices are left out. */
export function orderAddress(filter: OrderFilter): string {
  const query = new URLSearchParams();
  if (filter.day !== "today") query.set("day", filter.day);
  if (filter.state !== null) query.set("state", filter.state);
  if (filter.storeId !== null) query.set("storeId", filter.storeId);
  if (filter.search !== "") query.set("search", filter.search);
  if (filter.olderThan !== null) query.set("olderThan", filter.olderThan);
  return query.size === 0 ? "/orders" : `/orders?${query}`;
}
