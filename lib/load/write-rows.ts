import type { Statement } from "#lib/db/statement.ts";
import { transact } from "#lib/db/transaction.ts";
import type { Shop } from "#lib/process.ts";
import { endRefunds, hurry, noteRefundsSent } from "./sql/end-refunds.ts";
import {
  insertAttempts,
  insertEvents,
  insertNotices,
  insertOrders,
  insertRefunds,
  insertReports,
  insertShiftEvents,
  insertShifts,
} from "./sql/insert-rows.ts";
import type { DayRows } from "./view.ts";

/** Stores what happened on a day, all or nothing. */
export async function writeRows({ pool }: Shop, rows: DayRows): Promise<void> {
  const refundIds = rows.refunds.map(({ id }) => id);
  const events = rows.events.map((event) => ({ ...event, at: new Date(event.at) }));
  await transact(pool, async (run) => {
    const put = async (statement: Statement<never>, list: readonly object[]) => {
      if (list.length > 0) await run(statement, [JSON.stringify(list)]);
    };
    await run(hurry, []);
    await put(insertShifts, rows.shifts);
    await put(insertOrders, rows.orders);
    await put(insertAttempts, rows.attempts);
    await put(insertRefunds, rows.refunds);
    await put(endRefunds, rows.refundEnds);
    if (refundIds.length > 0) await run(noteRefundsSent, [refundIds]);
    await put(insertEvents, events);
    await put(insertNotices, rows.notices);
    await put(insertShiftEvents, rows.shiftEvents);
    await put(insertReports, rows.reports);
  });
}
