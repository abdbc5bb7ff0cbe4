import { run } from "#lib/db/statement.ts";
import { errorFields, log } from "#lib/log.ts";
import type { Gateway, RefundOutcome, RefundRequest } from "#lib/payments/gateway.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { Shop } from "#lib/process.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { applyRefund } from "./apply-refund.ts";
import { claimDueRefunds, claimRefund, makeRefundsDue, takeRefundTurn } from "./sql/claim-refunds.ts";
import { readRefund } from "./sql/read-refund.ts";
import type { RefundRow } from "./sql/refund-row.ts";
import { nextRefundCall } from "./states/next-call.ts";
import { REFUND_CLAIM_MS, REFUND_GAP_MS } from "./states/schedule.ts";
import type { RefundNews } from "./states/transition.ts";

/** Claims up to `limit` due refunds and works them. One promise each; they never reject. */
export async function runDueRefunds(shop: Shop, limit: number): Promise<Promise<void>[]> {
  const claimed = await run(shop.pool, claimDueRefunds, [limit, REFUND_CLAIM_MS]);
  return claimed.map(({ id }) => work(shop, id));
}

/** Works one refund at once if it is due and nobody else has it. Never rejects. */
export async function runRefundIfDue(shop: Shop, refundId: string): Promise<void> {
  try {
    const claimed = await run(shop.pool, claimRefund, [refundId, REFUND_CLAIM_MS]);
    if (claimed.length > 0) await work(shop, refundId);
  } catch (error) {
    logFailure(refundId, error);
  }
}

/** After an outage of our own, or on a sign of life from the gateway, what is unclear is asked about at once. */
export async function resumeRefunds(shop: Shop, attemptId: string | null): Promise<number> {
  return (await run(shop.pool, makeRefundsDue, [attemptId])).length;
}

/**
 * One call to the gateway after the other, each written before and after, until nothing is due now. Whoever dies in
 * between leaves the refund to the next claim.
 */
async function work(shop: Shop, refundId: string): Promise<void> {
  try {
    do {
      const [row] = await run(shop.pool, readRefund, [refundId]);
      if (!row) return;
      await step(shop, row);
    } while ((await run(shop.pool, claimRefund, [refundId, REFUND_CLAIM_MS])).length > 0);
  } catch (error) {
    logFailure(refundId, error);
  }
}

async function step(shop: Shop, refund: RefundRow): Promise<void> {
  const { now, madeAt } = refund;
  const call = nextRefundCall(refund, TRAITS[refund.generation], { madeAt, now });
  const decide = (news: RefundNews) => applyRefund(shop, refund, { news, actor: "system" });
  const hear = async (news: RefundNews) => applyRefund(shop, await reread(shop, refund), { news, actor: "gateway" });
  if (call.kind === "wait") return void (await decide({ kind: "postponed", until: call.until }));
  if (call.kind === "change_way") return void (await decide({ kind: "way_changed" }));
  const gateway = await findGateway(shop, refund.accountId, refund.credentialVersion);
  // Nothing was sent: it stays as it is, and is looked at again when its claim has run out.
  if (gateway === null) return;
  if (call.kind === "query_trade") {
    const outcome = await gateway.query(refund.merchantNumber, refund.currency);
    return void (await hear({ kind: "trade_queried", outcome }));
  }
  if (call.kind === "query_refund" && gateway.queryRefund) {
    const outcome = await gateway.queryRefund(requestOf(refund));
    return void (await hear({ kind: "refund_queried", outcome }));
  }
  const [turn] = await run(shop.pool, takeRefundTurn, [refund.attemptId, REFUND_GAP_MS]);
  if (!turn) return void (await decide({ kind: "postponed", until: new Date(now.getTime() + REFUND_GAP_MS) }));
  // Written before it is sent: a crash leaves "money may be on its way", never the contrary.
  const sent = await decide({ kind: "refund_sent" });
  if (sent.row.revision !== refund.revision + 1) return;
  if (call.kind === "cancel") {
    const outcome = await gateway.cancel(refund.merchantNumber);
    return void (await hear({ kind: "cancel_answered", outcome }));
  }
  const outcome = await giveBack(gateway, sent.row);
  await hear({ kind: "refund_answered", call: sent.row.calls, outcome });
}

/**
 * Tells the gateway to give the money back. A refusal of the first call is final; a refusal of a repeat says nothing of the
 * calls before it, whose answers were lost: it is believed only when the gateway, asked, knows of no money that moved.
 */
async function giveBack(gateway: Gateway, refund: RefundRow): Promise<RefundOutcome> {
  const request = requestOf(refund);
  const outcome = await gateway.refund(request);
  if (outcome.kind !== "refused" || refund.calls === 1) return outcome;
  if (gateway.queryRefund) {
    const found = await gateway.queryRefund(request);
    return found.kind === "not_done" ? outcome : found;
  }
  // Refused before its business was looked at (keys, contract …): the number may be done all the same.
  if (outcome.again && outcome.reason !== "balance") return { kind: "unclear", why: outcome.code };
  const trade = await gateway.query(refund.merchantNumber, refund.currency);
  if (trade.kind !== "trade") return { kind: "unclear", why: outcome.code };
  return trade.trade.state === "closed" ? { kind: "done" } : outcome;
}

/** A call takes its time: its answer meets the refund as it is now, by the clock as it is now. */
async function reread(shop: Shop, sent: RefundRow): Promise<RefundRow> {
  const [refund = sent] = await run(shop.pool, readRefund, [sent.refundId]);
  return refund;
}

const requestOf = ({ merchantNumber, refundNumber, amount, currency, reason }: RefundRow): RefundRequest => ({
  merchantNumber,
  refundNumber,
  amount: { minor: amount, currency },
  reason,
});

const logFailure = (refundId: string, error: unknown): void =>
  log("error", "refund_failed", { refund: refundId, ...errorFields(error) });
