import { cashier } from "#lib/actor.ts";
import { describeNews } from "#lib/refunds/apply-refund.ts";
import type { RefundState } from "#lib/refunds/states/status.ts";
import { type RefundNews, transitionRefund } from "#lib/refunds/states/transition.ts";
import type { Random } from "../make-random.ts";
import type { LoadPerson, Row } from "../view.ts";
import type { Attempt, EventRow } from "./make-attempt.ts";

/** A refund that somebody will ask for. */
export type RefundWish = {
  at: number;
  payment: Attempt;
  amount: bigint;
  /** A second payment of its sale goes back. */
  double: boolean;
  outcome: "done" | "done_after_silence" | "refused";
};

export type RefundRows = { begin: Row; end: Row; events: EventRow[]; done: boolean; endedAt: number };

type Asked = { by: LoadPerson; approver: LoadPerson | null; shiftId: string | null; reason: string };

/** Money on its way back, from the wish to its proven end, told by the rules of the app itself. */
export function makeRefund(random: Random, wish: RefundWish, { by, approver, shiftId, reason }: Asked): RefundRows {
  const { at, payment, amount } = wish;
  const id = random.uuid(at);
  const own = { refundNumber: id.replaceAll("-", ""), amount, currency: payment.currency };
  let state: RefundState = {
    ...{
      retryKeys: [],
      way: "refund",
      status: "pending",
      statusSince: new Date(at),
      calls: 0,
      lost: false,
      answer: null,
    },
    ...{ failure: null, failureCode: null, again: false, nextCheckAt: new Date(at), checks: 0, checkedAt: null },
  };
  const place = { order_id: payment.orderId, attempt_id: payment.id };
  const wanted = { refund: own.refundNumber, amount: amount.toString(), currency: own.currency, way: "refund", reason };
  const approved = approver === null ? {} : { approvedBy: approver.id };
  const events: EventRow[] = [
    { ...place, kind: "refund_wanted", actor: cashier(by.id), data: { ...wanted, ...approved }, at },
  ];
  const begin: Row = {
    id,
    attempt_id: payment.id,
    client_key: random.uuid(at),
    refund_number: own.refundNumber,
    amount: Number(amount),
    currency: own.currency,
    reason,
    asked_by_id: by.id,
    approved_by_id: approver?.id ?? null,
    shift_id: shiftId,
    asked_at: new Date(at),
    created_at: new Date(at),
    ...columns(state),
  };
  let revision = 0;
  for (const { after, news } of newsOf(wish.outcome)) {
    const next = transitionRefund(state, news, new Date(at + after));
    const data = describeNews({ ...own, status: state.status }, next, news);
    const actor = news.kind === "refund_sent" ? "system" : "gateway";
    events.push({ ...place, kind: news.kind, actor, data, at: at + after });
    state = next;
    revision++;
  }
  const end = { id, revision, ...columns(state), counted_shift_id: null };
  return { begin, end, events, done: state.status === "done", endedAt: at + 12_000 };
}

const SENT = { after: 60, news: { kind: "refund_sent" } } as const;
const SILENCE: RefundNews = { kind: "refund_answered", call: 1, outcome: { kind: "unclear", why: "timeout" } };
const REFUSAL: RefundNews = {
  kind: "refund_answered",
  call: 1,
  outcome: { kind: "refused", reason: "balance", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH", again: true },
};

function newsOf(outcome: RefundWish["outcome"]): { after: number; news: RefundNews }[] {
  if (outcome === "refused") return [SENT, { after: 500, news: REFUSAL }];
  if (outcome === "done")
    return [SENT, { after: 450, news: { kind: "refund_answered", call: 1, outcome: { kind: "done" } } }];
  return [
    SENT,
    { after: 5000, news: SILENCE },
    { after: 11_000, news: { kind: "refund_queried", outcome: { kind: "done" } } },
  ];
}

const columns = (state: RefundState): Row => ({
  way: state.way,
  status: state.status,
  status_since: state.statusSince,
  calls: state.calls,
  lost: state.lost,
  answer: state.answer,
  failure: state.failure,
  failure_code: state.failureCode,
  again: state.again,
  next_check_at: state.nextCheckAt,
  checks: state.checks,
  checked_at: state.checkedAt,
});
