import { run } from "#lib/db/statement.ts";
import { errorFields, log } from "#lib/log.ts";
import type {
  Gateway,
  RefundFailure,
  RefundOutcome,
  RefundRequest,
  TradeState,
  Unclear,
} from "#lib/payments/gateway.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { Shop } from "#lib/process.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { applyRefund } from "./apply-refund.ts";
import {
  claimDueRefunds,
  claimRefund,
  makeRefundsDue,
  readUnclearRefunds,
  takeRefundTurn,
} from "./sql/claim-refunds.ts";
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

/** After an outage all that is unclear is due: of all accounts, or of those whose gateway is back. */
export async function resumeRefunds(shop: Shop, accountIds: readonly string[] | null): Promise<number> {
  return (await run(shop.pool, makeRefundsDue, [null, accountIds, REFUND_CLAIM_MS])).length;
}

/** Whether `resumeRefundsOf` would have anything asked about. */
export async function hasUnclearRefunds(shop: Shop, attemptId: string): Promise<boolean> {
  const [row] = await run(shop.pool, readUnclearRefunds, [attemptId, REFUND_CLAIM_MS]);
  return row?.unclear ?? false;
}

/** On a sign of life from the gateway about one payment, what is unclear about its refunds is due. */
export async function resumeRefundsOf(shop: Shop, attemptId: string): Promise<void> {
  await run(shop.pool, makeRefundsDue, [attemptId, null, REFUND_CLAIM_MS]);
}

/**
 * One call to the gateway after the other, each written before and after, until nothing is due now. Whoever dies in
 * between leaves the refund to the next claim.
 */
async function work(shop: Shop, refundId: string): Promise<void> {
  try {
    do {
      const began = performance.now();
      const [row] = await run(shop.pool, readRefund, [refundId]);
      if (!row) return;
      await step(shop, row, began);
    } while ((await run(shop.pool, claimRefund, [refundId, REFUND_CLAIM_MS])).length > 0);
  } catch (error) {
    logFailure(refundId, error);
  }
}

/** `began`: when the refund was read, by this process's own steady clock. */
async function step(shop: Shop, refund: RefundRow, began: number): Promise<void> {
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
  if (!sent.changed || sent.row.revision !== refund.revision + 1) return;
  // A process that stood still has lost its claim: others have gone on, and the money may be held by another refund now (F6).
  if (performance.now() - began > REFUND_CLAIM_MS / 2) return;
  if (call.kind === "cancel") {
    const outcome = await gateway.cancel(refund.merchantNumber);
    return void (await hear({ kind: "cancel_answered", outcome }));
  }
  const outcome = await giveBack(gateway, sent.row);
  await hear({ kind: "refund_answered", call: sent.row.calls, outcome });
}

/** So many calls of one number were answered in vain before the trade itself is asked about. */
const IN_VAIN = 3;

/**
 * Tells the gateway to give the money back. A refusal is final when no earlier call was lost; else it is believed only when
 * the gateway, asked, knows of no money that moved (flow.md section 5).
 */
async function giveBack(gateway: Gateway, refund: RefundRow): Promise<RefundOutcome> {
  const outcome = await gateway.refund(requestOf(refund));
  if (outcome.kind === "refused" && refund.lost) return believe(gateway, refund, outcome);
  return outcome.kind === "unclear" && refund.calls >= IN_VAIN ? lookAtTrade(gateway, refund, outcome) : outcome;
}

type Refusal = Extract<RefundOutcome, { kind: "refused" }>;

async function believe(gateway: Gateway, refund: RefundRow, refusal: Refusal): Promise<RefundOutcome> {
  if (gateway.queryRefund) {
    const found = await gateway.queryRefund(requestOf(refund));
    return found.kind === "not_done" ? refusal : found;
  }
  const state = await tradeState(gateway, refund);
  if (state === "closed") return { kind: "done" };
  // A whole refund would have closed the trade. Of a part only words about the refund itself tell: the interface answers a
  // number that is done with success, but faults of keys or contract come before that.
  const isAboutRefund = !SAYS_NOTHING.has(refusal.reason);
  return state === "paid" && (refund.isWhole || isAboutRefund) ? refusal : { kind: "unclear", why: refusal.code };
}

const SAYS_NOTHING: ReadonlySet<RefundFailure> = new Set(["keys", "contract", "clock", "settings", "unknown_reason"]);

/** Its number is answered in no words that help, again and again: perhaps the money went back on another way (Alipay's portal). */
async function lookAtTrade(gateway: Gateway, refund: RefundRow, unclear: Unclear): Promise<RefundOutcome> {
  if ((await tradeState(gateway, refund)) !== "closed") return unclear;
  if (!gateway.queryRefund) return { kind: "done" };
  const found = await gateway.queryRefund(requestOf(refund));
  return found.kind === "not_done" ? { kind: "refused", reason: "too_much", code: unclear.why, again: false } : found;
}

async function tradeState(gateway: Gateway, { merchantNumber, currency }: RefundRow): Promise<TradeState | null> {
  const found = await gateway.query(merchantNumber, currency);
  return found.kind === "trade" ? found.trade.state : null;
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
