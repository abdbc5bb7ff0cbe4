import { cashier, type Doer } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import type { Money } from "#lib/money/money.ts";
import { undoesWholeTrade } from "#lib/payments/same-day-cancel.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { Shop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";
import { describeNews, logTurn } from "./apply-refund.ts";
import type { RefundInput, RefundOrderResult } from "./commands.ts";
import { decideWarrant, findBound, type Warrant } from "./decide-warrant.ts";
import { parseReason, parseRefundAmount } from "./parse-refund.ts";
import { insertRefund, type RefundablePayment, readOrderOfUser, readRefundable } from "./sql/create-refund.ts";
import { readOpenRefund, readRefundByKey, readRefundToRetry } from "./sql/read-refund.ts";
import type { RefundRow } from "./sql/refund-row.ts";
import { warrantValues } from "./sql/warrant.ts";
import { refundValues, retryRefund } from "./sql/write-refund.ts";
import { transitionRefund } from "./states/transition.ts";

/**
 * Stores that money is to go back, with the number under which the gateway will hear of it. Never more than is left, also
 * when many press at once (I12), and never more than the role may without a second person (R2, R3). The same client key
 * gives the first refund again.
 */
export async function refundOrder(shop: Shop, asker: Doer, input: RefundInput): Promise<RefundOrderResult> {
  const seen = [input.orderId, asker.userId, input.registerId];
  const [payment] = await run(shop.pool, readRefundable, seen);
  if (!payment) {
    const [found] = await run(shop.pool, readOrderOfUser, seen);
    if (!found) return { kind: "not_found" };
    return { kind: found.mayRefund ? "not_paid" : "not_allowed" };
  }
  if (!payment.mayRefund) return { kind: "not_allowed" };
  const written = parseReason(input.reason);
  if (!written.ok) return { kind: "reason_refused", problem: written.problem };
  const reason = written.line;
  const earlier = async () =>
    (await findBefore(shop, input, { currency: payment.currency, reason })) ?? (await findOpen(shop, payment, input));
  const before = await earlier();
  if (before) return before;
  const parsed = parseRefundAmount(input.amount, payment.currency, payment.amount - payment.held);
  if (!parsed.ok) return { kind: "amount_refused", problem: parsed.problem };
  const { amount } = parsed;
  const decided = await decideWarrant(shop, asker, { payment, amount, input });
  if (!decided.ok) return decided.refused;
  const wish = { amount, reason, clientKey: input.clientKey, orderId: input.orderId };
  const [refused] = await run(shop.pool, readRefundToRetry, [payment.attemptId, amount.minor]);
  const stored = refused
    ? await retry(shop, refused, { clientKey: input.clientKey, warrant: decided.warrant })
    : await store(shop, payment, { wish, warrant: decided.warrant });
  if (stored) return stored;
  const [order] = await run(shop.pool, readOrderOfUser, seen);
  if (!order?.mayRefund) return { kind: "not_allowed" };
  // Somebody was faster: with the very same press, with money of the same payment, or with what the day allows.
  const bound = await findBound(shop, decided.warrant, { payment, amount });
  return (await earlier()) ?? bound ?? { kind: "amount_refused", problem: "above_left" };
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
  refused: RefundRow,
  { clientKey, warrant }: { clientKey: string; warrant: Warrant },
): Promise<RefundOrderResult | null> {
  const news = { kind: "tried_again", clientKey } as const;
  const next = transitionRefund(refused, news, refused.now);
  const data = { ...describeNews(refused, next, news), ...approvedBy(warrant) };
  const values = refundValues(refused, next, { kind: news.kind, actor: cashier(warrant.doer.userId), data });
  const [written] = await run(shop.pool, retryRefund, [...values, warrant.doer.userId, ...warrantValues(warrant)]);
  if (!written) return null;
  shop.hints.publish({ registerId: refused.registerId, orderId: refused.orderId });
  logTurn(refused, next, news.kind);
  return { kind: "created", refundId: refused.refundId };
}

type Wish = { amount: Money; reason: string; clientKey: string; orderId: string };

async function store(
  shop: Shop,
  payment: RefundablePayment,
  { wish: { amount, reason, clientKey, orderId }, warrant }: { wish: Wish; warrant: Warrant },
): Promise<RefundOrderResult | null> {
  const isWhole = payment.held === 0n && amount.minor === payment.amount;
  const way =
    isWhole && undoesWholeTrade(TRAITS[payment.generation], payment.madeAt, payment.now) ? "cancel" : "refund";
  const refundId = uuid7();
  const number = refundId.replaceAll("-", "");
  const money = { amount: amount.minor.toString(), currency: amount.currency };
  const fact = { refund: number, ...money, way, reason, ...approvedBy(warrant) };
  const [created] = await run(shop.pool, insertRefund, [
    refundId,
    payment.attemptId,
    clientKey,
    amount.minor,
    number,
    reason,
    warrant.doer.userId,
    way,
    cashier(warrant.doer.userId),
    JSON.stringify(fact),
    ...warrantValues(warrant),
  ]);
  if (!created) return null;
  shop.hints.publish({ registerId: payment.registerId, orderId });
  return { kind: "created", refundId };
}

const approvedBy = ({ approverId }: Warrant) => (approverId === null ? {} : { approvedBy: approverId });
