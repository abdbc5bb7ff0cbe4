import type { CancelOutcome, QueryOutcome, RefundOutcome, RefundQueryOutcome } from "#lib/payments/gateway.ts";
import { nextRefundCheck, REFUND_CLAIM_MS } from "./schedule.ts";
import type { RefundAnswer, RefundState } from "./status.ts";

/** News about a refund. `sent` is written before a call that may move money. */
export type RefundNews =
  | { kind: "refund_sent" }
  /** `call`: which call this answers, counted from 1. */
  | { kind: "refund_answered"; call: number; outcome: RefundOutcome }
  | { kind: "refund_queried"; outcome: RefundQueryOutcome }
  /** What became of the trade that is to be cancelled. */
  | { kind: "trade_queried"; outcome: QueryOutcome }
  | { kind: "cancel_answered"; outcome: CancelOutcome }
  /** The cancel cannot be had any more: the same money goes back by a refund. */
  | { kind: "way_changed" }
  /** Nothing may be sent before this moment. */
  | { kind: "postponed"; until: Date }
  | { kind: "tried_again"; clientKey: string };

type Change = Partial<RefundState>;

/**
 * What news does to a refund. Pure; the same object comes back when nothing changes. Only a proof ends it: a sure "done",
 * or a refusal after which nothing can have moved (flow.md section 5). What is unclear is asked again, for ever.
 */
export function transitionRefund(state: RefundState, news: RefundNews, now: Date): RefundState {
  const change = changeFor(state, news, now);
  if (change === null) return state;
  const moved = change.status !== undefined && change.status !== state.status;
  const next: RefundState = { ...state, ...change, ...(moved ? { statusSince: now } : {}) };
  return "nextCheckAt" in change ? next : { ...next, nextCheckAt: nextRefundCheck(next, now) };
}

function changeFor(state: RefundState, news: RefundNews, now: Date): Change | null {
  if (state.status === "done") return null;
  if (state.status === "refused") return onRefused(state, news, now);
  switch (news.kind) {
    case "refund_sent":
      // Sent once more while the last call is unanswered: what became of that one is not known.
      return {
        status: "checking",
        calls: state.calls + 1,
        lost: state.lost || state.status === "checking",
        answer: "unclear",
        nextCheckAt: new Date(now.getTime() + REFUND_CLAIM_MS),
      };
    case "refund_answered":
      return onRefund(state, news, now);
    case "refund_queried":
      if (news.outcome.kind === "done") return { ...heard(state, now, null), ...done };
      if (news.outcome.kind === "unclear") return heard(state, now, "unclear");
      // Nothing has moved under this number: it is sent again at once.
      return { ...heard(state, now, "not_done"), nextCheckAt: now };
    case "trade_queried":
      return onTrade(state, news.outcome, now);
    case "cancel_answered":
      return onCancel(state, news.outcome, now);
    case "way_changed":
      return state.way === "cancel" ? byRefund(now) : null;
    case "postponed":
      return { nextCheckAt: news.until };
    case "tried_again":
      return null;
  }
}

const done: Change = { status: "done", answer: null, nextCheckAt: null };

const heard = (state: RefundState, now: Date, answer: RefundAnswer | null): Change => ({
  answer,
  checks: state.checks + 1,
  checkedAt: now,
});

/** Refused is refused, but for a person's new try, and for a proof that money moved: a call that was long under way. */
function onRefused(state: RefundState, news: RefundNews, now: Date): Change | null {
  if (news.kind === "tried_again" && state.again) {
    return {
      status: "pending",
      retryKeys: [...state.retryKeys, news.clientKey],
      ...unrefused,
      checks: 0,
      nextCheckAt: now,
    };
  }
  const isDone = (news.kind === "refund_answered" || news.kind === "refund_queried") && news.outcome.kind === "done";
  return isDone ? { ...heard(state, now, null), ...unrefused, ...done } : null;
}

const unrefused: Change = { failure: null, failureCode: null, again: false };

type Answered = Extract<RefundNews, { kind: "refund_answered" }>;

function onRefund(state: RefundState, { call, outcome }: Answered, now: Date): Change | null {
  switch (outcome.kind) {
    case "done":
      return { ...heard(state, now, null), ...done };
    case "unclear":
      return heard(state, now, "unclear");
    case "refused":
      // A later call is under way: what became of that one decides.
      if (call !== state.calls) return null;
      return {
        ...heard(state, now, null),
        status: "refused",
        failure: outcome.reason,
        failureCode: outcome.code,
        again: outcome.again,
        nextCheckAt: null,
      };
  }
}

/** The trade was paid, or there would be no refund: closed means that its money went back. */
function onTrade(state: RefundState, outcome: QueryOutcome, now: Date): Change {
  if (outcome.kind !== "trade") return heard(state, now, "unclear");
  if (outcome.trade.state === "closed") return { ...heard(state, now, null), ...done };
  if (outcome.trade.state !== "paid") return heard(state, now, "unclear");
  // A cancel was finally refused and the money is still here: it has to go the other way.
  if (state.answer === "not_done") return { ...heard(state, now, null), ...byRefund(now) };
  return { ...heard(state, now, "paid"), nextCheckAt: now };
}

const byRefund = (now: Date): Change => ({ way: "refund", status: "pending", answer: null, nextCheckAt: now });

function onCancel(state: RefundState, outcome: CancelOutcome, now: Date): Change {
  switch (outcome.kind) {
    case "refunded":
      return { ...heard(state, now, null), ...done };
    case "refused":
      // It may be refused because an earlier one was done: the trade tells.
      return { ...heard(state, now, "not_done"), nextCheckAt: now };
    default:
      return heard(state, now, "unclear");
  }
}
