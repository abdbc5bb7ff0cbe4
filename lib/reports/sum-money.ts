import { type BusinessHour, hourReader } from "#lib/calendar/business-hour.ts";
import { run } from "#lib/db/statement.ts";
import { transact } from "#lib/db/transaction.ts";
import type { Shop } from "#lib/process.ts";
import {
  addCashierSums,
  addMoneySums,
  addScanSums,
  isMoneyUnsummed,
  type TakenRow,
  takeSumming,
  takeUnsummed,
} from "./sql/sum-money.ts";

const MOST_AT_ONCE = 5000;

/**
 * Adds what has moved to the sums of its hours: each payment and each refund once, because it leaves the list of what is not summed in
 * the same transaction. True when there may be more of it.
 */
export async function sumMoney({ pool }: Pick<Shop, "pool">): Promise<boolean> {
  const [unsummed] = await run(pool, isMoneyUnsummed, []);
  if (!unsummed?.some) return false;
  return transact(pool, async (run) => {
    const [turn] = await run(takeSumming, []);
    if (!turn?.mine) return false;
    const taken = await run(takeUnsummed, [MOST_AT_ONCE]);
    const { money, cashiers, scans } = sumsOf(taken);
    await run(addMoneySums, columns(money, 8));
    await run(addCashierSums, columns(cashiers, 8));
    if (scans.length > 0) await run(addScanSums, columns(scans, 4));
    return taken.length === MOST_AT_ONCE;
  });
}

type Sums = { key: readonly unknown[]; counts: bigint[] };

/** One row a key, in the order of their keys: whoever adds to the same rows meets them in one order. */
function sumsOf(taken: readonly TakenRow[]): Record<"money" | "cashiers" | "scans", unknown[][]> {
  const readers = new Map<string, (at: Date) => BusinessHour>();
  const [money, cashiers, scans] = [new Map<string, Sums>(), new Map<string, Sums>(), new Map<string, Sums>()];
  for (const row of taken) {
    const reader = readers.get(row.storeId) ?? hourReader(row);
    readers.set(row.storeId, reader);
    const { day, hour } = reader(row.at);
    const { storeId, isRefund, cashierId, currency, amount, scanSeconds } = row;
    const moved = isRefund ? [0n, 0n, 1n, amount] : [1n, amount, 0n, 0n];
    add(money, [storeId, day, hour, currency], moved);
    add(cashiers, [storeId, day, cashierId, currency], moved);
    if (scanSeconds !== null) add(scans, [storeId, day, scanSeconds], [1n]);
  }
  return { money: rowsOf(money), cashiers: rowsOf(cashiers), scans: rowsOf(scans) };
}

function add(sums: Map<string, Sums>, key: readonly unknown[], more: readonly bigint[]): void {
  const name = key.join();
  const before = sums.get(name)?.counts ?? more.map(() => 0n);
  sums.set(name, { key, counts: before.map((count, at) => count + (more[at] ?? 0n)) });
}

const rowsOf = (sums: Map<string, Sums>): unknown[][] =>
  [...sums.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { key, counts }]) => [...key, ...counts]);

const columns = (rows: readonly unknown[][], width: number): unknown[][] =>
  Array.from({ length: width }, (_, at) => rows.map((row) => row[at]));
