import { beginExport, type Export, type Exporter } from "#lib/audit/begin-export.ts";
import { type Staff, seesOrders } from "#lib/auth/find-staff.ts";
import { isTooBusy } from "#lib/db/pool.ts";
import { run } from "#lib/db/statement.ts";
import { toMoneyText } from "#lib/money/money.ts";
import type { Shop } from "#lib/process.ts";
import type { Movement } from "../view.ts";
import { cursor, matchOf, type OrderFilter } from "./queries.ts";
import { countMovements, listMovements, type MovementRow } from "./sql/list-movements.ts";

/** Orders a page: a few milliseconds of work, so that nobody else in the process waits. */
const PAGE = 300;

export type MovementCount =
  | { kind: "not_allowed" | "busy" }
  /** `currencies`: in which something moved. Each has a column of its own, so that no sum mixes them. */
  | { kind: "counted"; rows: number; currencies: string[] };

/** How long the table of the orders that match would be. */
export async function countForExport(shop: Shop, staff: Staff, filter: OrderFilter): Promise<MovementCount> {
  const match = matchOf(staff, filter);
  if (match === null || storesOf(staff, filter).length === 0) return { kind: "not_allowed" };
  try {
    const counts = await run(shop.reports, ...countMovements(match));
    const rows = Number(counts.reduce((sum, { count }) => sum + count, 0n));
    return { kind: "counted", rows, currencies: counts.map(({ currency }) => currency) };
  } catch (error) {
    if (isTooBusy(error)) return { kind: "busy" };
    throw error;
  }
}

/**
 * The money that moved with the orders that match, one line each payment and each refund, newest order first (M5): together they are
 * the sums that the list shows. A page at a time, over connections that no charge needs.
 */
export async function exportOrders(
  shop: Shop,
  who: Exporter,
  filter: OrderFilter,
): Promise<Export<readonly Movement[]>> {
  const { from, until, state, registerId, cashierId, currency, search } = filter;
  const chosen = { from, until, state, registerId, cashierId, currency, searched: search !== null };
  const storeIds = storesOf(who.staff, filter);
  const pages = readPages(shop, who.staff, filter);
  return beginExport(shop, who, { kind: "orders_exported", storeIds, facts: chosen, pages });
}

/** Real stores or practice stores, never both (C17). */
const storesOf = ({ stores }: Staff, { storeId, practice }: OrderFilter): string[] =>
  stores
    .filter(
      (store) => seesOrders(store) && store.practice === practice && (storeId === null || store.storeId === storeId),
    )
    .map((store) => store.storeId);

async function* readPages(shop: Shop, staff: Staff, filter: OrderFilter) {
  for (let olderThan: string | null = null; ; ) {
    const match = matchOf(staff, filter);
    if (match === null) return;
    const rows: MovementRow[] = await run(shop.reports, ...listMovements(match, olderThan?.split("_") ?? null, PAGE));
    yield rows.flatMap(toMovement);
    if (new Set(rows.map(({ orderId }) => orderId)).size < PAGE) return;
    olderThan = cursor(rows.at(-1));
  }
}

function toMovement(row: MovementRow): Movement[] {
  if (row.kind === null) return [];
  const { amount, currency, createdAt: _, ...told } = row;
  return [{ ...told, amount: toMoneyText({ minor: amount, currency }) }];
}
