import { cashier, type Doer } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import { applyOutcome } from "#lib/orders/apply-outcome.ts";
import type { Shop } from "#lib/process.ts";
import type { SettleInput, SettleResult } from "./commands.ts";
import { parseWhy } from "./schema.ts";
import { dismissOfOrder } from "./sql/dismiss-notice.ts";
import { readPaymentToSettle } from "./sql/read-payment.ts";

type Settling = "mismatch_settled" | "cancel_given_up";

/** A person says how money was dealt with that is not what its sale asked for. Nothing is paid or given back by that. */
export async function settleMismatch(shop: Shop, doer: Doer, input: SettleInput): Promise<SettleResult> {
  const result = await settle(shop, doer, { ...input, kind: "mismatch_settled" });
  // A repeat of the same words opens nothing again.
  if (result.kind === "settled")
    await run(shop.pool, dismissOfOrder, [doer.userId, input.orderId, input.reason.trim()]);
  return result;
}

/**
 * A person has a payment kept whose cancel Alipay answers in no words that we know. No cancel follows; the sale is paid when
 * Alipay, asked once more, says so.
 */
export async function keepPayment(shop: Shop, doer: Doer, input: SettleInput): Promise<SettleResult> {
  return settle(shop, doer, { ...input, kind: "cancel_given_up" });
}

async function settle(shop: Shop, doer: Doer, input: SettleInput & { kind: Settling }): Promise<SettleResult> {
  const [payment] = await run(shop.pool, readPaymentToSettle, [input.orderId, doer.userId]);
  if (!payment) return { kind: "not_found" };
  const why = parseWhy(input.reason);
  if (!why.ok) return why.refused;
  const { changed } = await applyOutcome(shop, payment, {
    news: { kind: input.kind, reason: why.line },
    actor: cashier(doer.userId),
    risky: { kind: input.kind, doer },
  });
  return { kind: changed ? "settled" : "already_decided" };
}
