import { beginExport, type Export, type Exporter } from "#lib/audit/begin-export.ts";
import { type Staff, seesOrders } from "#lib/auth/find-staff.ts";
import { isTooBusy } from "#lib/db/pool.ts";
import { run } from "#lib/db/statement.ts";
import { toMoneyText } from "#lib/money/money.ts";
import type { Shop } from "#lib/process.ts";
import type { Movement } from "../view.ts";
import { cursor, MOST_SUMMED, matchOf, type OrderFilter } from "./queries.ts";
import { countMovements, findMovedCurrencies, listMovements, type MovementRow } from "./sql/list-movements.ts";

/** Orders a page: a few milliseconds of work, so that nobody else in the process waits. */
const PAGE = 300;

export type MovementCount =
  | { kind: "not_allowed" | "busy" }
  /**
   * `rows` is null for a table of so many orders that nobody waits until it is counted. `currencies`: in which something moved. Each has
   * a column of its own, so that no sum mixes them.
   */
  | { kind: "counted"; rows: number | null; currencies: string[] };

/** How long the table of the orders that match would be. */
export async function countForExport(shop: Shop, staff: Staff, filter: OrderFilter): Promise<MovementCount> {
  const match = matchOf(staff, filter);
  const storeIds = storesOf(staff, filter);
  if (match === null || storeIds.length === 0) return { kind: "not_allowed" };
  try {
    const counts = await run(shop.reports, ...countMovements(match, MOST_SUMMED));
    if (counts.some(({ all }) => all > MOST_SUMMED))
      return { kind: "counted", rows: null, currencies: await movedCurrencies(shop, storeIds, filter) };
    const rows = Number(counts.reduce((sum, { count }) => sum + count, 0n));
    return { kind: "counted", rows, currencies: counts.flatMap(({ currency }) => currency ?? []) };
  } catch (error) {
    if (isTooBusy(error)) return { kind: "busy" };
    throw error;
  }
}

/** All that may stand in a long table: a column may stay empty, but none is missing. */
async function movedCurrencies({ reports }: Shop, storeIds: string[], { currency }: OrderFilter): Promise<string[]> {
  const moved = await run(reports, findMovedCurrencies, [storeIds]);
  return moved.map((row) => row.currency).filter((one) => currency === null || one === currency);
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
