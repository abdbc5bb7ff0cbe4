import type { Actor } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import type { CancelOutcome, CodeOutcome, Gateway, QueryOutcome } from "#lib/payments/gateway.ts";
import { isSilence, RATE_LIMITED } from "#lib/payments/no-answer.ts";
import type { Shop } from "#lib/process.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { applyOutcome } from "../apply-outcome.ts";
import { claimOne } from "../sql/claim-due.ts";
import type { PaymentRow } from "../sql/payment-row.ts";
import { readPaymentById } from "../sql/read-payment.ts";
import { nextCall } from "../states/next-call.ts";
import { CLAIM_MS } from "../states/schedule.ts";
import { isOpen } from "../states/status.ts";
import type { News } from "../states/transition.ts";
import { payPageUrl } from "../to-view.ts";

/** What the work on an attempt cost its account. `limited`: the gateway said that these were too many calls. */
export type Cost = { calls: number; limited: boolean };

/**
 * Works an attempt that the caller has claimed: one call to its gateway after the other, each written before and
 * after, until nothing is due now. Whoever dies in between leaves it to the next claim.
 */
export async function runChecks(shop: Shop, attemptId: string): Promise<Cost> {
  let calls = 0;
  do {
    const [row] = await run(shop.pool, readPaymentById, [attemptId]);
    if (!row) break;
    const outcome = await step(shop, row);
    if (outcome !== null) calls++;
    if (outcome?.kind === "unclear" && outcome.why === RATE_LIMITED) return { calls, limited: true };
  } while ((await run(shop.pool, claimOne, [attemptId, CLAIM_MS])).length > 0);
  return { calls, limited: false };
}

/** Null when the gateway was not called. */
async function step(shop: Shop, payment: PaymentRow): Promise<CodeOutcome | QueryOutcome | CancelOutcome | null> {
  const actor = "system";
  const began = performance.now();
  const call = nextCall(payment, payment.now);
  if (call.kind === "end") {
    await applyOutcome(shop, payment, { news: { kind: "end_wanted", why: call.why }, actor });
    return null;
  }
  const gateway = await findGateway(shop, payment.accountId, payment.credentialVersion);
  if (call.kind === "query" || gateway === null) return (await query(shop, payment, actor)).outcome;
  // Written before it is sent: a crash leaves "a cancel may be out there", never the contrary.
  const sent = await applyOutcome(shop, payment, { news: beforeSending(call.kind, payment), actor });
  // A process that stood still has lost its claim: another one has seen this cancel as unclear and gone on, and a sale may be
  // paid by now that a late cancel would send back (F6).
  if (!sent.changed || performance.now() - began > CLAIM_MS / 2) return null;
  if (call.kind === "request_code") return requestCode(shop, sent.row);
  const outcome = await cancel(shop, payment, gateway);
  await applyOutcome(shop, await reread(shop, payment), {
    news: { kind: "cancel_answered", outcome },
    actor: "gateway",
  });
  return outcome;
}

/** Under keys that Alipay no longer takes no answer is clear: the newest ones cancel the same trade (F55). */
async function cancel(shop: Shop, payment: PaymentRow, gateway: Gateway): Promise<CancelOutcome> {
  const outcome = await gateway.cancel(payment.merchantNumber);
  if (!mayBeKeys(outcome, payment)) return outcome;
  const newest = await findGateway(shop, payment.accountId, payment.newestVersion);
  return newest ? newest.cancel(payment.merchantNumber) : outcome;
}

/**
 * True for an answer that settles nothing, where the account has newer keys and settings than the payment was made with. Silence
 * is no reason: other keys do not mend a network, and a merchant who knows nothing of this payment must not void it.
 */
const mayBeKeys = (outcome: QueryOutcome | CancelOutcome, payment: PaymentRow): boolean =>
  outcome.kind === "unclear" &&
  outcome.why !== RATE_LIMITED &&
  !isSilence(outcome.why) &&
  payment.newestVersion !== payment.credentialVersion;

/** A call takes its time: its answer meets the payment as it is now, by the clock as it is now. */
async function reread(shop: Shop, asked: PaymentRow): Promise<PaymentRow> {
  const [payment = asked] = await run(shop.pool, readPaymentById, [asked.attemptId]);
  return payment;
}

const beforeSending = (kind: "request_code" | "cancel", payment: PaymentRow): News =>
  kind === "cancel" ? { kind: "cancel_sent" } : { kind: "code_asked", codeEndsAt: codeEnd(payment) };

const codeEnd = (payment: PaymentRow): Date => new Date(payment.now.getTime() + payment.codeLifeMinutes * 60_000);

/** Asks the gateway what became of the payment and applies the answer. */
export const askGateway = async (shop: Shop, payment: PaymentRow, actor: Actor): Promise<PaymentRow> =>
  (await query(shop, payment, actor)).row;

async function query(
  shop: Shop,
  payment: PaymentRow,
  actor: Actor,
): Promise<{ row: PaymentRow; outcome: QueryOutcome }> {
  const { credentialVersion, newestVersion } = payment;
  const first = await ask(shop, payment, credentialVersion);
  // A sale keeps the version that it was made with; where that one gets or reads no answer, a mended key or setting may.
  const isUnread = first.kind === "trade" && first.trade.state === "undecided" && newestVersion !== credentialVersion;
  const second = isUnread || mayBeKeys(first, payment) ? await ask(shop, payment, newestVersion) : first;
  // Only where it knows the payment, too, does it know more.
  const answer = second.kind === "trade" ? second : first;
  const now = await reread(shop, payment);
  const outcome: QueryOutcome = isOvertaken(payment, now) ? { kind: "unclear", why: "overtaken" } : answer;
  const { row } = await applyOutcome(shop, now, { news: { kind: "queried", outcome }, actor });
  return { row, outcome };
}

async function ask(
  shop: Shop,
  { accountId, merchantNumber, currency }: PaymentRow,
  version: number,
): Promise<QueryOutcome> {
  const gateway = await findGateway(shop, accountId, version);
  return gateway ? gateway.query(merchantNumber, currency) : { kind: "unclear", why: "account_unusable" };
}

/**
 * An answer from before a cancel was answered, or from before the end, proves nothing after it: somebody may have scanned
 * or paid in between, and money that it still knows may have been sent back.
 */
const isOvertaken = (asked: PaymentRow, now: PaymentRow): boolean =>
  now.cancelAnswer !== asked.cancelAnswer || (isOpen(asked.status) && !isOpen(now.status));

/** The customer's way back from a payment page: what became of the payment, as we know it. */
function returnUrl(payment: PaymentRow): string | null {
  const page = payPageUrl(payment);
  return page === null ? null : `${page}/result`;
}

/** Asks for the code of an attempt whose call is already counted and claimed, and applies the answer. */
export async function requestCode(shop: Shop, payment: PaymentRow): Promise<CodeOutcome> {
  const gateway = await findGateway(shop, payment.accountId, payment.credentialVersion);
  const outcome: CodeOutcome =
    gateway === null
      ? { kind: "not_sent", why: "NO_ACCOUNT" }
      : await gateway.requestCode({
          merchantNumber: payment.merchantNumber,
          amount: { minor: payment.amount, currency: payment.currency },
          subject: payment.subject,
          codeLifeMinutes: payment.codeLifeMinutes,
          returnUrl: returnUrl(payment),
        });
  await applyOutcome(shop, await reread(shop, payment), { news: { kind: "code_answered", outcome }, actor: "gateway" });
  return outcome;
}
