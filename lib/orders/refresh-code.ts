import { cashier } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { findPayment } from "./queries.ts";
import { countAttempts } from "./sql/read-payment.ts";
import { MOST_CODES } from "./states/status.ts";

export type RefreshCodeResult =
  /** Stored as wanted; the gateway is still to be asked (run-checks). */
  { kind: "refreshing"; attemptId: string } | { kind: "already_decided" } | { kind: "no_more" } | { kind: "not_found" };

/**
 * Notes that the cashier wants a fresh code for the same sale: the present one is ended first, and the next attempt is stored with
 * the proof of that end (write-change). No call is made: the answer must come at once.
 */
export async function refreshCode(shop: Shop, userId: string, orderId: string): Promise<RefreshCodeResult> {
  const payment = await findPayment(shop, userId, orderId);
  if (!payment) return { kind: "not_found" };
  // A further attempt follows the end of this one, and the end is written on top of what was read: nobody counts past the limit.
  const [held] = await run(shop.pool, countAttempts, [orderId]);
  if (held && held.count >= MOST_CODES) return { kind: "no_more" };
  const { row, changed } = await applyOutcome(shop, payment, {
    news: { kind: "end_wanted", why: "fresh_code" },
    actor: cashier(userId),
  });
  const isUnderWay = row.status === "cancelling" && row.endReason === "fresh_code";
  return changed || isUnderWay ? { kind: "refreshing", attemptId: row.attemptId } : { kind: "already_decided" };
}
