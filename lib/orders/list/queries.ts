import type { Staff } from "#lib/auth/find-staff.ts";
import { isTooBusy } from "#lib/db/pool.ts";
import { run } from "#lib/db/statement.ts";
import { toMoneyText } from "#lib/money/money.ts";
import type { Shop } from "#lib/process.ts";
import { toRow } from "../to-view.ts";
import type { OrderPage, OrderTotals, TillState } from "../view.ts";
import type { Minors, SearchedNumber } from "./read-search.ts";
import { type ListRow, listOrders } from "./sql/list-orders.ts";
import { matchOrders } from "./sql/match-orders.ts";
import { sumOrders } from "./sql/sum-orders.ts";

const PAGE = 50;

export type OrderFilter = {
  storeId: string | null;
  registerId: string | null;
  cashierId: string | null;
  currency: string | null;
  /** Practice sales and real ones never stand in one list, nor in one sum (C17). */
  practice: boolean;
  from: Date | null;
  until: Date | null;
  state: TillState | null;
  /** Bounds of the amount, inclusive, in a currency without, with two and with three decimals. */
  least: Minors | null;
  most: Minors | null;
  /** What the searched text can be; null without one. */
  search: SearchedNumber[] | null;
  /** The last row of the page before, as `olderThan` named it. */
  olderThan: string | null;
};

/** The manager's list, newest first, of the stores where this person acts. */
export async function findOrders(shop: Shop, staff: Staff, filter: OrderFilter): Promise<OrderPage> {
  const match = matchOf(staff, filter);
  if (match === null) return { rows: [], olderThan: null };
  const rows = await run(shop.pool, ...listOrders(match, filter.olderThan?.split("_") ?? null, PAGE + 1));
  const page = rows.slice(0, PAGE);
  return { rows: page.map(toRow), olderThan: rows.length > PAGE ? cursor(page.at(-1)) : null };
}

export type NoTotals = "too_many" | "busy";

/** Nobody waits long for the sums of more orders. */
export const MOST_SUMMED = 50_000;

/** The sums of everything that matches, whatever page is shown. Too many: more orders than are added up for a page. Busy: reports find no room (I18). */
export async function findTotals(shop: Shop, staff: Staff, filter: OrderFilter): Promise<OrderTotals[] | NoTotals> {
  const match = matchOf(staff, filter);
  if (match === null) return [];
  const sums = await run(shop.reports, ...sumOrders(match, MOST_SUMMED)).catch((error: unknown) => {
    if (isTooBusy(error)) return "busy" as const;
    throw error;
  });
  if (sums === "busy") return sums;
  if (sums.some(({ all }) => all > MOST_SUMMED)) return "too_many";
  return sums.map(({ currency, count, paid, refunded }) => ({
    currency,
    count: Number(count),
    paid: toMoneyText({ minor: paid, currency }),
    refunded: toMoneyText({ minor: refunded, currency }),
    net: toMoneyText({ minor: paid - refunded, currency }),
  }));
}

/** After a sign-in by PIN the store of that till, else all of the person's; null for a store of somebody else. */
export function matchOf({ user, stores }: Staff, filter: OrderFilter) {
  const [wanted, ...more] = stores.filter(({ storeId }) => filter.storeId === null || storeId === filter.storeId);
  return wanted ? matchOrders(user.id, { ...filter, storeId: more.length === 0 ? wanted.storeId : null }) : null;
}

export const cursor = (row: Pick<ListRow, "createdAt" | "orderId"> | undefined): string | null =>
  row ? `${row.createdAt.toISOString()}_${row.orderId}` : null;
