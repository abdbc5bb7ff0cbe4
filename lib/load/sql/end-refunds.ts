import { statement } from "#lib/db/statement.ts";

/** $1 the refunds as they ended: triggers count what went back. */
export const endRefunds = statement<never>(
  "load_refund_ends",
  `update refund r set revision = e.revision, status = e.status, status_since = e.status_since, calls = e.calls, lost = e.lost,
     answer = e.answer, failure = e.failure, failure_code = e.failure_code, again = e.again, next_check_at = e.next_check_at,
     checks = e.checks, checked_at = e.checked_at, counted_shift_id = e.counted_shift_id
   from json_populate_recordset(null::refund, $1::json) e where r.id = e.id`,
);

/** $1 ids of refunds: when the gateway was last asked to give money of their payments back. */
export const noteRefundsSent = statement<never>(
  "load_refunds_sent",
  `update payment_attempt a set refund_sent_at = r.created_at
   from refund r where r.id = any ($1::uuid[]) and a.id = r.attempt_id`,
);

/** The rest of the transaction does not wait for the disk: sales that nobody made can be made again. */
export const hurry = statement<never>("load_hurry", "select set_config('synchronous_commit', 'off', true)");
