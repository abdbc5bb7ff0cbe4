import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { sumByCurrency } from "./build-report.ts";
import type { OwnTotalsResult } from "./commands.ts";
import { readPlaceOfShifts } from "./sql/read-shift.ts";
import { sumOwn } from "./sql/sum-money.ts";

/** What somebody sold in the open shift of a register (C12). */
export async function findOwnTotals(shop: Shop, userId: string, registerId: string): Promise<OwnTotalsResult> {
  const rows = await run(shop.pool, sumOwn, [registerId, userId]);
  if (rows.length > 0) {
    return { kind: "totals", totals: { sums: sumByCurrency(rows.filter((row) => row.currency !== null)) } };
  }
  const [place] = await run(shop.pool, readPlaceOfShifts, [registerId, userId]);
  return place ? { kind: "totals", totals: null } : { kind: "not_allowed" };
}
