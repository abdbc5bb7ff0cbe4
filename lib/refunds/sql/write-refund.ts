import { statement } from "#lib/db/statement.ts";
import type { Fact } from "#lib/orders/sql/write-change.ts";
import type { RefundState } from "../states/status.ts";
import type { RefundRow } from "./refund-row.ts";
import { warrantColumns } from "./warrant.ts";

const write = (also: { set: string; only: string; entries: string }) =>
  `with changed as (
     update refund set revision = revision + 1, way = $3, status = $4, status_since = $5, calls = $6, answer = $7,
       failure = $8, failure_code = $9, again = $10, next_check_at = $11, checks = $12, checked_at = $13, retry_keys = $18,
       lost = $19${also.set}
     where id = $1 and revision = $2${also.only} returning id, attempt_id
   ), fact as (
     insert into order_event (order_id, attempt_id, kind, actor, data)
     select $14::uuid, changed.attempt_id, $15, $16, $17::jsonb from changed
   )${also.entries}
   select id from changed`;

/**
 * The one statement that changes a refund, with its event, and only if it is still as it was read; the sums of its payment
 * follow by trigger. No row back: somebody else was first, read again.
 */
export const writeRefund = statement<{ id: string }>("write_refund", write({ set: "", only: "", entries: "" }));

const warrant = warrantColumns(21);

/**
 * The same for a refund that somebody asks for again: from now on it is theirs, and of the shift that is open where they
 * are. No row back: somebody else was first, the day allows no more, or somebody may no more. $20 who asks, then the warrant
 */
export const retryRefund = statement<{ id: string }>(
  "retry_refund",
  write({
    set: `, asked_by_id = $20, approved_by_id = ${warrant.approver}, shift_id = ${warrant.shift}, asked_at = clock_timestamp()`,
    only: ` and ${warrant.holds("amount", "currency")}`,
    entries: `, ${warrant.entries({ orderId: "$14::uuid", facts: "$17", from: "changed" })}`,
  }),
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
