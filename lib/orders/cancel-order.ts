import { cashier, type Doer } from "#lib/actor.ts";
import type { Shop } from "#lib/process.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { findPayment } from "./queries.ts";
import { isReplaced } from "./states/status.ts";

export type CancelOrderResult =
  /** Stored as wanted; the gateway is still to be asked (run-checks). */
  { kind: "cancelling"; attemptId: string } | { kind: "already_decided" } | { kind: "not_found" };

/** Notes that the cashier wants the sale ended. No call is made: the answer must come at once. */
export async function cancelOrder(shop: Shop, doer: Doer, orderId: string): Promise<CancelOrderResult> {
  const payment = await findPayment(shop, doer.userId, orderId);
  if (!payment) return { kind: "not_found" };
  const { row, changed } = await applyOutcome(shop, payment, {
    news: { kind: "end_wanted", why: "cashier" },
    actor: cashier(doer.userId),
    risky: { kind: "cancel", doer },
  });
  // The code was replaced in this very moment: the sale goes on with the next one, and that is to be ended.
  if (!changed && isReplaced(row)) return cancelOrder(shop, doer, orderId);
  return changed || row.status === "cancelling"
    ? { kind: "cancelling", attemptId: row.attemptId }
    : { kind: "already_decided" };
}
