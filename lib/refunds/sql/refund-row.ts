import type { Generation } from "#lib/payments/gateway.ts";
import type { RefundState } from "../states/status.ts";

/** A refund with its payment, as every road to apply-refund reads it. */
export type RefundRow = RefundState & {
  readonly refundId: string;
  readonly attemptId: string;
  readonly orderId: string;
  readonly registerId: string;
  readonly accountId: string;
  /** The account's newest version: a refund may come long after the keys of its payment were changed. */
  readonly credentialVersion: number;
  readonly generation: Generation;
  readonly merchantNumber: string;
  readonly refundNumber: string;
  readonly amount: bigint;
  /** All that was paid goes back by this refund alone. */
  readonly isWhole: boolean;
  readonly currency: string;
  readonly reason: string;
  /** When the payment was begun. */
  readonly madeAt: Date;
  readonly revision: number;
  /** The database's clock when the row was read. */
  readonly now: Date;
};

export const REFUND_COLUMNS = `
  r.id as "refundId", r.attempt_id as "attemptId", a.order_id as "orderId", o.register_id as "registerId",
  a.account_id as "accountId", g.current_version as "credentialVersion", g.generation, a.merchant_number as "merchantNumber",
  r.refund_number as "refundNumber", r.amount, r.amount = a.amount as "isWhole", r.currency, r.reason, a.created_at as "madeAt", r.revision, r.retry_keys as "retryKeys", r.lost, r.way, r.status,
  r.status_since as "statusSince", r.calls, r.answer, r.failure, r.failure_code as "failureCode", r.again,
  r.next_check_at as "nextCheckAt", r.checks, r.checked_at as "checkedAt", clock_timestamp() as "now"`;

export const REFUND_TABLES = `
  refund r
  join payment_attempt a on a.id = r.attempt_id
  join shop_order o on o.id = a.order_id
  join gateway_account g on g.id = a.account_id`;
