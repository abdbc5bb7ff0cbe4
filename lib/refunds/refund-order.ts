import { cashier } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import type { Money } from "#lib/money/money.ts";
import { undoesWholeTrade } from "#lib/payments/same-day-cancel.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { Shop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";
import { applyRefund } from "./apply-refund.ts";
import type { RefundInput, RefundOrderResult } from "./commands.ts";
import { parseReason, parseRefundAmount } from "./parse-refund.ts";
import { insertRefund, type RefundablePayment, readOrderOfUser, readRefundable } from "./sql/create-refund.ts";
import { readOpenRefund, readRefundByKey, readRefundToRetry } from "./sql/read-refund.ts";

/**
 * Stores that money is to go back, with the number under which the gateway will hear of it. Never more than is left, also
 * when many press at once (I12). The same client key gives the first refund again.
 */
export async function refundOrder(shop: Shop, userId: string, input: RefundInput): Promise<RefundOrderResult> {
  const [payment] = await run(shop.pool, readRefundable, [input.orderId, userId]);
  if (!payment) {
    const [found] = await run(shop.pool, readOrderOfUser, [input.orderId, userId]);
    return { kind: found ? "not_paid" : "not_found" };
  }
  if (!payment.mayRefund) return { kind: "not_allowed" };
  const written = parseReason(input.reason);
  if (!written.ok) return { kind: "reason_refused", problem: written.problem };
  const reason = written.line;
  const before = await findBefore(shop, input, { currency: payment.currency, reason });
  if (before) return before;
  const open = await findOpen(shop, payment, input);
  if (open) return open;
  const parsed = parseRefundAmount(input.amount, payment.currency, payment.amount - payment.held);
  if (!parsed.ok) return { kind: "amount_refused", problem: parsed.problem };
  const retried = await retry(shop, payment.attemptId, { amount: parsed.amount, clientKey: input.clientKey, userId });
  if (retried) return retried;
  const created = await store(shop, payment, { ...input, amount: parsed.amount, reason, userId });
  // Somebody was faster: with the very same press, or with money of the same payment.
  return (
    created ??
    (await findBefore(shop, input, { currency: payment.currency, reason })) ??
    (await findOpen(shop, payment, input)) ?? { kind: "amount_refused", problem: "above_left" }
  );
}

/** While a refund has not ended no other one of its payment begins: the same wish of somebody else is that one (F39). */
async function findOpen(
  shop: Shop,
  { attemptId, currency }: RefundablePayment,
  { amount: text }: RefundInput,
): Promise<RefundOrderResult | null> {
  const [open] = await run(shop.pool, readOpenRefund, [attemptId]);
  if (!open) return null;
  const amount = parseRefundAmount(text, currency, open.amount);
  const same = amount.ok && amount.amount.minor === open.amount;
  return same ? { kind: "existing", refundId: open.refundId } : { kind: "refund_open" };
}

async function findBefore(
  shop: Shop,
  { orderId, clientKey, amount: text }: RefundInput,
  { currency, reason }: { currency: string; reason: string },
): Promise<RefundOrderResult | null> {
  const [first] = await run(shop.pool, readRefundByKey, [orderId, clientKey]);
  if (!first) return null;
  const amount = parseRefundAmount(text, currency, first.amount);
  // A refund that is tried again keeps the reason that was sent with its number.
  const sameReason = first.reason === reason || first.calls > 0;
  const same = amount.ok && amount.amount.minor === first.amount && sameReason;
  return same ? { kind: "existing", refundId: first.refundId } : { kind: "key_reused" };
}

/** What was refused for a reason that may be gone is tried again under its own number, never under a new one (codes.md, refund). */
async function retry(
  shop: Shop,
  attemptId: string,
  { amount, clientKey, userId }: { amount: Money; clientKey: string; userId: string },
): Promise<RefundOrderResult | null> {
  const [refused] = await run(shop.pool, readRefundToRetry, [attemptId, amount.minor]);
  if (!refused) return null;
  const { changed } = await applyRefund(shop, refused, {
    news: { kind: "tried_again", clientKey },
    actor: cashier(userId),
  });
  return { kind: changed ? "created" : "existing", refundId: refused.refundId };
}

async function store(
  shop: Shop,
  payment: RefundablePayment,
  {
    amount,
    reason,
    clientKey,
    orderId,
    userId,
  }: { amount: Money; reason: string; clientKey: string; orderId: string; userId: string },
): Promise<RefundOrderResult | null> {
  const isWhole = payment.held === 0n && amount.minor === payment.amount;
  const way =
    isWhole && undoesWholeTrade(TRAITS[payment.generation], payment.madeAt, payment.now) ? "cancel" : "refund";
  const refundId = uuid7();
  const number = refundId.replaceAll("-", "");
  const fact = { refund: number, amount: amount.minor.toString(), currency: amount.currency, way, reason };
  const [created] = await run(shop.pool, insertRefund, [
    refundId,
    payment.attemptId,
    clientKey,
    amount.minor,
    number,
    reason,
    userId,
    way,
    cashier(userId),
    JSON.stringify(fact),
  ]);
  if (!created) return null;
  shop.hints.publish({ registerId: payment.registerId, orderId });
  return { kind: "created", refundId };
}
