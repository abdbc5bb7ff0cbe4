import "server-only";
import type { readOrderFilter } from "#components/office/order-filter.ts";
import { type Staff, seesOrders } from "#lib/auth/find-staff.ts";
import { parseOrderFilter } from "#lib/orders/list/schema.ts";

/** The orders that somebody wants to take along: all that the filter shows, on all its pages. Null for who sees none. */
export function orderWish(staff: Staff, { olderThan: _, ...filter }: ReturnType<typeof readOrderFilter>) {
  const stores = staff.stores.filter(seesOrders);
  const chosen = stores.find(({ storeId }) => storeId === filter.storeId);
  if (filter.storeId !== null && !chosen) return null;
  const store = chosen ?? stores.find(({ practice }) => !practice) ?? stores[0];
  const wanted = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null && value !== ""));
  return store ? parseOrderFilter(wanted, store, new Date()) : null;
}
