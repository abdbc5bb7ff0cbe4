import type { Actor, Doer } from "#lib/actor.ts";
import { doerValues, entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { statement } from "#lib/db/statement.ts";
import type { PaymentState } from "../states/status.ts";
import { NOTICE_INSERT, NOTICE_REPEAT, type NoticeRecord, noticeValues } from "./insert-notice.ts";
import type { PaymentRow } from "./payment-row.ts";

/** A fact for the order's event line. */
export type Fact = { kind: string; actor: Actor; data: Record<string, unknown> };

/** The next code of a sale that goes on: its own number, so that no crash can lose it or make it twice. */
export type FreshAttempt = { id: string; merchantNumber: string; payToken: string };

/**
 * The one statement that changes a sale: attempt, order, event and (for a notice) inbox together, and only if attempt and
 * order are still as they were read. No row back: somebody else was first, read again.
 */
const text = ({
  notice = false,
  fresh = false,
  risky,
}: {
  notice?: boolean;
  fresh?: boolean;
  risky?: RiskyChange;
}): string => `
  with sale_as_read as (
    -- not a join: without statistics, in a young database, a join would read every open order
    select o.id from shop_order o
    where o.id = (select a.order_id from payment_attempt a where a.id = $1)
      and (o.status, o.anomaly, o.resolved_at) is not distinct from ($27, $28, $29::timestamptz)
    for update
  ), attempt as (
    update payment_attempt a set revision = revision + 1,
      status = $3, status_since = $4, code_text = $5, code_ends_at = $6, trade_number = $7, buyer = $8,
      create_calls = $9, end_reason = $10, cancel_sent_at = $11, cancel_answer = $12, paid_seen = $13, failure = $14,
      failure_code = $15, next_check_at = $16, checks = $17, checked_at = $18, check_answer = $19
    from sale_as_read where a.id = $1 and a.order_id = sale_as_read.id and a.revision = $2 returning ${fresh ? "a.*" : "a.id, a.order_id"}
  ), sale as (
    update shop_order o set status = $20, anomaly = $21, resolved_at = $22, paid_at = $23
    from attempt where o.id = attempt.order_id
      and (o.status, o.anomaly, o.resolved_at, o.paid_at) is distinct from ($20, $21, $22::timestamptz, $23::timestamptz)
  ), fact as (
    insert into order_event (order_id, attempt_id, kind, actor, data)
    select attempt.order_id, attempt.id, $24, $25, $26::jsonb from attempt
  )${
    notice
      ? `, notice as (${NOTICE_INSERT} select $30, $31, $32, $33, $34, $35, $36::jsonb, $37, $38, $39::jsonb, $40::real, $41::int from attempt ${NOTICE_REPEAT})`
      : ""
  }${fresh ? freshAttempt(notice ? 42 : 30) : ""}${risky ? audited(risky) : ""}
  select order_id from attempt`;

/**
 * The next attempt of the same sale, with the account's newest keys, due at once; its code is asked for after this is stored.
 * `first` is the number of its first parameter.
 */
const freshAttempt = (first: number): string => `, fresh as (
    insert into payment_attempt (id, order_id, account_id, credential_version, merchant_number, amount, currency, subject,
      code_life_minutes, pay_token, status, status_since, code_ends_at, create_calls, next_check_at)
    select $${first}::uuid, old.order_id, old.account_id, g.current_version, $${first + 1}::text, old.amount, old.currency, old.subject,
      old.code_life_minutes, $${first + 2}::text, 'creating', clock_timestamp(),
      clock_timestamp() + old.code_life_minutes * interval '1 minute', 0, clock_timestamp()
    from attempt old join gateway_account g on g.id = old.account_id returning id, order_id
  ), fresh_fact as (
    insert into order_event (order_id, attempt_id, kind, actor, data) select order_id, id, 'fresh_code', $25, '{}' from fresh
  )`;

/** What a person does to a sale that the audit tells of; such news bring neither a notice nor a fresh code. */
export type RiskyChange = "cancel" | "late_accepted" | "mismatch_settled" | "cancel_given_up" | "word_taken_back";

const audited = (kind: RiskyChange): string =>
  `, entry as (${entryInsert({
    ...{ kind, doer: 30, store: "o.store_id", register: "o.register_id", subject: "order", subjectId: "o.id" },
    facts: "jsonb_build_object('attempt', attempt.id, 'amount', o.amount::text, 'currency', o.currency)",
    from: "attempt join shop_order o on o.id = attempt.order_id",
  })})`;

const writeChange = statement<{ order_id: string }>("write_change", text({}));
const writeWithNotice = statement<{ order_id: string }>("write_change_with_notice", text({ notice: true }));
const writeWithFresh = statement<{ order_id: string }>("write_change_with_fresh", text({ fresh: true }));
const writeWithBoth = statement<{ order_id: string }>("write_change_with_both", text({ notice: true, fresh: true }));
const writeRisky = {
  cancel: statement<{ order_id: string }>("write_cancel", text({ risky: "cancel" })),
  late_accepted: statement<{ order_id: string }>("write_late_accepted", text({ risky: "late_accepted" })),
  mismatch_settled: statement<{ order_id: string }>("write_mismatch_settled", text({ risky: "mismatch_settled" })),
  cancel_given_up: statement<{ order_id: string }>("write_cancel_given_up", text({ risky: "cancel_given_up" })),
  word_taken_back: statement<{ order_id: string }>("write_word_taken_back", text({ risky: "word_taken_back" })),
};

/** The text that writes these; most changes bring none of them, and pay for none. */
export const changeStatement = ({ notice, fresh, risky }: Pick<ChangeExtra, "notice" | "fresh" | "risky">) => {
  if (risky) return writeRisky[risky.kind];
  if (fresh) return notice ? writeWithBoth : writeWithFresh;
  return notice ? writeWithNotice : writeChange;
};

type ChangeExtra = {
  fact: Fact;
  notice: NoticeRecord | null;
  fresh: FreshAttempt | null;
  risky: { kind: RiskyChange; doer: Doer } | null;
};

export const changeValues = (row: PaymentRow, next: PaymentState, extra: ChangeExtra): unknown[] => [
  row.attemptId,
  row.revision,
  next.status,
  next.statusSince,
  next.codeText,
  next.codeEndsAt,
  next.tradeNumber,
  next.buyer,
  next.createCalls,
  next.endReason,
  next.cancelSentAt,
  next.cancelAnswer,
  next.paidSeen,
  next.failure,
  next.failureCode,
  next.nextCheckAt,
  next.checks,
  next.checkedAt,
  next.checkAnswer,
  next.orderStatus,
  next.anomaly,
  next.resolvedAt,
  next.paidAt,
  extra.fact.kind,
  extra.fact.actor,
  JSON.stringify(extra.fact.data),
  row.orderStatus,
  row.anomaly,
  row.resolvedAt,
  ...(extra.notice ? noticeValues(extra.notice) : []),
  ...(extra.fresh ? [extra.fresh.id, extra.fresh.merchantNumber, extra.fresh.payToken] : []),
  ...(extra.risky ? doerValues(extra.risky.doer) : []),
];
