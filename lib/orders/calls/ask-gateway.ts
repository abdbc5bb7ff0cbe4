import type { Actor } from "#lib/actor.ts";
import type { CancelOutcome, QueryOutcome } from "#lib/payments/gateway.ts";
import { isSilence, RATE_LIMITED } from "#lib/payments/no-answer.ts";
import type { Shop } from "#lib/process.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { applyOutcome } from "../apply-outcome.ts";
import { reread } from "../queries.ts";
import type { PaymentRow } from "../sql/payment-row.ts";
import { isOpen } from "../states/status.ts";

/** Asks the gateway what became of the payment and applies the answer. */
export async function askGateway(
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

/**
 * True for an answer that settles nothing, where the account has newer keys and settings than the payment was made with. Silence
 * is no reason: other keys do not mend a network, and a merchant who knows nothing of this payment must not void it.
 */
export const mayBeKeys = (outcome: QueryOutcome | CancelOutcome, payment: PaymentRow): boolean =>
  outcome.kind === "unclear" &&
  outcome.why !== RATE_LIMITED &&
  !isSilence(outcome.why) &&
  payment.newestVersion !== payment.credentialVersion;
