import { run } from "#lib/db/statement.ts";
import type { CancelOutcome, CodeOutcome, Gateway, QueryOutcome } from "#lib/payments/gateway.ts";
import { RATE_LIMITED } from "#lib/payments/no-answer.ts";
import type { Shop } from "#lib/process.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { applyOutcome } from "../apply-outcome.ts";
import { reread } from "../queries.ts";
import { claimFresh, claimOne } from "../sql/claim-due.ts";
import type { PaymentRow } from "../sql/payment-row.ts";
import { readPaymentById } from "../sql/read-payment.ts";
import { nextCall } from "../states/next-call.ts";
import { CLAIM_MS } from "../states/schedule.ts";
import type { News } from "../states/transition.ts";
import { askGateway, mayBeKeys } from "./ask-gateway.ts";
import { requestCode } from "./request-code.ts";

/** What the work on an attempt cost its account. `limited`: the gateway said that these were too many calls. */
export type Cost = { calls: number; limited: boolean };

/**
 * Works an attempt that the caller has claimed: one call to its gateway after the other, each written before and
 * after, until nothing is due now; then the fresh attempt that took its place. Whoever dies in between leaves it to the next claim.
 */
export async function runChecks(shop: Shop, attemptId: string): Promise<Cost> {
  let calls = 0;
  let due: string | undefined = attemptId;
  while (due !== undefined) {
    const [row]: PaymentRow[] = await run(shop.pool, readPaymentById, [due]);
    if (!row) break;
    const outcome = await step(shop, row);
    if (outcome !== null) calls++;
    if (outcome?.kind === "unclear" && outcome.why === RATE_LIMITED) return { calls, limited: true };
    due = await claimNext(shop, row);
  }
  return { calls, limited: false };
}

async function claimNext(shop: Shop, { attemptId, orderId, endReason }: PaymentRow): Promise<string | undefined> {
  const [again] = await run(shop.pool, claimOne, [attemptId, CLAIM_MS]);
  if (again || endReason !== "fresh_code") return again?.id;
  const [fresh] = await run(shop.pool, claimFresh, [orderId, CLAIM_MS]);
  return fresh?.id;
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
  if (call.kind === "query" || gateway === null) return (await askGateway(shop, payment, actor)).outcome;
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

const beforeSending = (kind: "request_code" | "cancel", payment: PaymentRow): News =>
  kind === "cancel" ? { kind: "cancel_sent" } : { kind: "code_asked", codeEndsAt: codeEnd(payment) };

const codeEnd = (payment: PaymentRow): Date => new Date(payment.now.getTime() + payment.codeLifeMinutes * 60_000);
