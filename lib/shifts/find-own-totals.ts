import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { sumByCurrency } from "./build-report.ts";
import { sumOwn } from "./sql/sum-money.ts";
import type { OwnTotals } from "./view.ts";

/** What somebody sold in the open shift of a register (C12); null while none is open, and for those who may not know. */
export async function findOwnTotals(shop: Shop, userId: string, registerId: string): Promise<OwnTotals | null> {
  const rows = await run(shop.pool, sumOwn, [registerId, userId]);
  if (rows.length === 0) return null;
  return { sums: sumByCurrency(rows.filter((row) => row.currency !== null)) };
}
