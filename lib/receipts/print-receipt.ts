import { cashier } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import { transact } from "#lib/db/transaction.ts";
import type { Shop } from "#lib/process.ts";
import type { PrintInput, PrintReceiptResult } from "./commands.ts";
import { viewReceipt } from "./queries.ts";
import { readChoices, readOwnOrder } from "./sql/read-choices.ts";
import { insertPrint, keepPaperWidth, lockOrder } from "./sql/write-print.ts";

/**
 * Notes that a receipt is printed, and says what stands on it: the first print is the receipt, every later one a numbered
 * copy (E4). Two at once get different numbers.
 */
export async function printReceipt(shop: Shop, userId: string, input: PrintInput): Promise<PrintReceiptResult> {
  const { orderId, refundId, paperWidth } = input;
  const [own] = await run(shop.pool, readOwnOrder, [orderId, userId]);
  if (!own) return { kind: "not_found" };
  const printed = await transact(shop.pool, async (runInside) => {
    await runInside(lockOrder, [orderId]);
    const choice = (await runInside(readChoices, [orderId])).find((each) => each.refundId === refundId);
    if (!choice) return null;
    const copy = Number(choice.prints);
    await runInside(insertPrint, [orderId, cashier(userId), JSON.stringify({ copy, refundId, paperWidth })]);
    await runInside(keepPaperWidth, [orderId, paperWidth]);
    return { copy, token: choice.token };
  });
  const receipt = printed && (await viewReceipt(shop, printed.token));
  return receipt ? { kind: "printed", copy: printed.copy, receipt } : { kind: "not_found" };
}
