import { run } from "#lib/db/statement.ts";
import { errorFields, log } from "#lib/log.ts";
import { askForCashier } from "#lib/orders/calls/ask-for-cashier.ts";
import type { Shop } from "#lib/process.ts";
import { resumeRefundsOf, runRefundIfDue } from "#lib/refunds/run-refunds.ts";
import { toItem } from "./build-report.ts";
import type { CheckShiftInput, CheckShiftResult } from "./commands.ts";
import { findShift } from "./find-shift.ts";
import { type ItemRow, readItems } from "./sql/read-items.ts";

/** Longer than a gateway takes that is well. What it has not said by then stays unclear, and is still worked on. */
const ASK_MS = 4000;

/** Asks Alipay about orders and refunds of a shift, for a while, and tells what is known of all of them (Z5). */
export async function checkShift(
  shop: Shop,
  { userId, patience = ASK_MS }: { userId: string; patience?: number },
  { shiftId, ask, of }: CheckShiftInput,
): Promise<CheckShiftResult> {
  if (!(await findShift(shop, userId, shiftId))) return { kind: "not_allowed" };
  const before = await run(shop.pool, readItems, [shiftId, ask]);
  const asked = before.filter(({ id, unclear }) => unclear && ask.includes(id));
  await forAWhile(Promise.all(asked.map((item) => askAbout(shop, userId, item))), patience);
  const items = await run(shop.pool, readItems, [shiftId, of]);
  return { kind: "checked", items: items.map(toItem) };
}

/** By the roads that everybody takes: they keep the pace that the gateway wants. */
async function askAbout(shop: Shop, userId: string, { what, id, attemptId }: ItemRow): Promise<void> {
  try {
    if (what === "order") {
      const asked = await askForCashier(shop, userId, id);
      if (asked.kind === "asking") await asked.answer;
      return;
    }
    await resumeRefundsOf(shop, attemptId);
    await runRefundIfDue(shop, id);
  } catch (error) {
    log("error", "shift_check_failed", { item: id, ...errorFields(error) });
  }
}

async function forAWhile(work: Promise<unknown>, ms: number): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, over]);
  clearTimeout(timer);
}
