import { statement } from "#lib/db/statement.ts";
import type { Fact } from "#lib/orders/sql/write-change.ts";
import type { RefundState } from "../states/status.ts";
import type { RefundRow } from "./refund-row.ts";

/**
 * The one statement that changes a refund, with its event, and only if it is still as it was read; the sums of its payment
 * follow by trigger. No row back: somebody else was first, read again.
 */
export const writeRefund = statement<{ id: string }>(
  "write_refund",
  `with changed as (
     update refund set revision = revision + 1, way = $3, status = $4, status_since = $5, calls = $6, answer = $7,
       failure = $8, failure_code = $9, again = $10, next_check_at = $11, checks = $12, checked_at = $13, retry_keys = $18, lost = $19
     where id = $1 and revision = $2 returning id, attempt_id
   ), fact as (
     insert into order_event (order_id, attempt_id, kind, actor, data)
     select $14::uuid, changed.attempt_id, $15, $16, $17::jsonb from changed
   )
   select id from changed`,
);

export const refundValues = (row: RefundRow, next: RefundState, fact: Fact): unknown[] => [
  row.refundId,
  row.revision,
  next.way,
  next.status,
  next.statusSince,
  next.calls,
  next.answer,
  next.failure,
  next.failureCode,
  next.again,
  next.nextCheckAt,
  next.checks,
  next.checkedAt,
  row.orderId,
  fact.kind,
  fact.actor,
  JSON.stringify(fact.data),
  next.retryKeys,
  next.lost,
];
