import type { Generation } from "#lib/payments/gateway.ts";
import type { PaymentState } from "../states/status.ts";

/** An attempt with its sale, as every road to apply-outcome reads it. */
export type PaymentRow = PaymentState & {
  readonly attemptId: string;
  readonly orderId: string;
  readonly registerId: string;
  readonly accountId: string;
  readonly credentialVersion: number;
  /** The account's newest version. */
  readonly newestVersion: number;
  readonly generation: Generation;
  readonly merchantNumber: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly subject: string;
  readonly codeLifeMinutes: number;
  readonly practice: boolean;
  readonly payToken: string | null;
  readonly revision: number;
  /** The database's clock when the row was read: the only clock that orders events. */
  readonly now: Date;
};

export const PAYMENT_COLUMNS = `
  a.id as "attemptId", a.order_id as "orderId", o.register_id as "registerId", a.account_id as "accountId",
  a.credential_version as "credentialVersion", g.current_version as "newestVersion", g.generation, a.merchant_number as "merchantNumber", a.amount,
  a.currency, a.subject, a.code_life_minutes as "codeLifeMinutes", g.practice, a.pay_token as "payToken", a.revision,
  a.status, a.status_since as "statusSince", a.code_text as "codeText", a.code_ends_at as "codeEndsAt",
  a.trade_number as "tradeNumber", a.buyer, a.create_calls as "createCalls", a.end_reason as "endReason",
  a.cancel_sent_at as "cancelSentAt", a.cancel_answer as "cancelAnswer", a.paid_seen as "paidSeen", a.failure,
  a.failure_code as "failureCode", a.next_check_at as "nextCheckAt", a.checks, a.checked_at as "checkedAt",
  a.check_answer as "checkAnswer", o.status as "orderStatus", o.anomaly, o.resolved_at as "resolvedAt",
  o.paid_at as "paidAt", clock_timestamp() as "now"`;

export const PAYMENT_TABLES = `
  payment_attempt a
  join shop_order o on o.id = a.order_id
  join gateway_account g on g.id = a.account_id`;

/**
 * Which of a sale's attempts `p` stands for it: a payment before all else, one that has not gone back before others, the last that
 * came first, so that it is the one too many that goes back; else the newest.
 */
export const FIRST_OF_SALE = `p.status = 'paid' desc, p.refunded < p.amount desc,
  case when p.status = 'paid' then p.status_since end desc nulls last, p.created_at desc, p.id desc`;
