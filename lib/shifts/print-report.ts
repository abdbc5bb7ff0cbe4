import { cashier } from "#lib/actor.ts";
import { transact } from "#lib/db/transaction.ts";
import type { Shop } from "#lib/process.ts";
import type { PrintResult } from "./commands.ts";
import { insertPrint, lockShift } from "./sql/change-shift.ts";
import { readStoredReport } from "./sql/read-shift.ts";

/** Notes that a closing report is printed: the first is the report, every later one a numbered copy (Z3). */
export function printReport(shop: Shop, userId: string, shiftId: string): Promise<PrintResult> {
  return transact(shop.pool, async (run) => {
    if ((await run(readStoredReport, [shiftId, userId])).length === 0) return { kind: "not_allowed" };
    await run(lockShift, [shiftId]);
    const [found] = await run(readStoredReport, [shiftId, userId]);
    const copy = Number(found?.copies ?? 0);
    await run(insertPrint, [shiftId, cashier(userId), copy]);
    return { kind: "printed", copy };
  });
}
