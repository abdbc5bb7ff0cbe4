import type { QueryOutcome, TradeNews } from "#lib/payments/gateway.ts";
import {
  backToChecking,
  type Change,
  canBeEnded,
  decided,
  declined,
  ended,
  endedByNoTrade,
  endsByItself,
  isCodeDead,
  isUnseen,
  sentBack,
} from "./end.ts";
import { cancelNext } from "./on-cancel.ts";
import { type AttemptStatus, isOpen, isReplaced, type PaymentState } from "./status.ts";

/** Around the end of a code, a trade that the gateway closed was closed by time and not by the customer. */
const EXPIRY_SLACK_MS = 5000;

/** What a question leaves behind whatever it brought. */
export function asked(state: PaymentState, outcome: QueryOutcome, now: Date): Change {
  const answer =
    outcome.kind === "unclear" ? "unclear" : outcome.kind === "no_trade" ? "not_paid" : ANSWER[outcome.trade.state];
  return { checks: state.checks + 1, checkedAt: now, checkAnswer: answer };
}

const ANSWER = {
  pending: "not_paid",
  waiting: "scanned",
  paid: "paid",
  closed: "closed",
  undecided: "undecided",
} as const;

export function onQuery(state: PaymentState, outcome: QueryOutcome, now: Date): Change | null {
  if (outcome.kind === "trade") {
    const known = { tradeNumber: outcome.trade.tradeNumber, buyer: outcome.trade.buyer ?? state.buyer };
    const change = onTrade(state, outcome.trade, now);
    // Money that was seen is no reason to leave the cancel undone: it is the answer to it that decides.
    const next = change?.status === undefined ? cancelNext(state, { isNewTrade: state.tradeNumber === null }, now) : {};
    return { ...known, ...next, ...change };
  }
  // A code that nobody ever saw cannot be paid once its life is over, whatever the gateway leaves unsaid.
  if (state.status === "cancelling" && isUnseen(state) && isCodeDead(state, now))
    return ended(state, { nextCheckAt: null }, now);
  // A claimed attempt that is still "creating" lost its caller: what the call brought is not known.
  if (state.status === "creating") return { status: "checking", nextCheckAt: now };
  if (outcome.kind === "unclear") return null;
  // Nobody is on the code after all, and nobody can be any more.
  if (!isOpen(state.status))
    return state.anomaly === "undecided" && isCodeDead(state, now) ? decided(state, now) : null;
  // Only where the code is to be asked for again is there something to do at once.
  if (state.status === "checking")
    return state.codeText === null && state.anomaly === null ? { nextCheckAt: now } : null;
  return endedByNoTrade(state, now) ?? cancelNext(state, { isNewTrade: false }, now);
}

export function onNotice(state: PaymentState, trade: TradeNews, now: Date): Change | null {
  const known = { tradeNumber: trade.tradeNumber, buyer: trade.buyer ?? state.buyer };
  if (state.status === "paid") return null;
  if (state.status === "closed" || state.status === "failed") {
    return trade.state === "paid" ? { ...known, nextCheckAt: now } : null;
  }
  // That money went back is not said because of a notice alone: it may be out of order.
  if (trade.state === "closed" && trade.wasPaid) return { ...known, nextCheckAt: now };
  const change = onTrade(state, trade, now);
  if (change === null && state.tradeNumber === trade.tradeNumber) return null;
  // The schedule of questions goes on unless the notice itself ended the attempt.
  return {
    ...known,
    nextCheckAt: state.nextCheckAt,
    ...(change ?? {}),
    ...(change?.status === "paid" ? { nextCheckAt: null } : {}),
  };
}

/** Another amount or currency than ours: nothing is settled or cancelled by itself, a person decides. */
export function onMismatch(state: PaymentState, trade: TradeNews, now: Date): Change | null {
  if (state.status === "paid" || isSentBack(state)) return null;
  const counted: Change = { checks: state.checks + 1, checkedAt: now, checkAnswer: "unclear" };
  // News of money opens the question again, even where a person had settled an earlier one.
  const seen: Change = { ...counted, anomaly: "amount_mismatch", resolvedAt: null };
  const isOver = trade.state === "closed" && !trade.wasPaid && !state.paidSeen;
  if (!isOpen(state.status)) return isOver ? null : { ...seen, nextCheckAt: null };
  if (isOver) {
    // Nothing moved after all: nobody has to decide anything.
    const end = state.status === "cancelling" ? ended({ ...state, ...seen }, { nextCheckAt: null }, now) : declined();
    return { ...seen, ...end, resolvedAt: now };
  }
  if (state.status !== "cancelling" || endsByItself(state)) return { ...seen, ...backToChecking };
  // Whoever wants this sale ended has seen that it is odd: there is a trade, so its cancel goes on.
  return { ...seen, checkAnswer: "scanned", ...cancelNext(state, { isNewTrade: false }, now) };
}

/**
 * A person has dealt with the other money. A sale that is still open ends with it, once nobody can pay its code any more; while
 * somebody can, it has to be cancelled.
 */
export function settledMismatch(state: PaymentState, now: Date): Change | null {
  if (state.anomaly !== "amount_mismatch" || state.resolvedAt !== null) return null;
  if (!isOpen(state.status)) return { resolvedAt: now, nextCheckAt: null };
  if (!isCodeDead(state, now)) return null;
  const failed: Change = { status: "failed", orderStatus: "failed", failure: "settled", failureCode: null };
  return { ...failed, resolvedAt: now, nextCheckAt: null };
}

function onTrade(state: PaymentState, trade: TradeNews, now: Date): Change | null {
  if (state.status === "paid") return null;
  // Its generation tells no more than that: whatever it was before, it is neither paid nor over.
  if (trade.state === "pending") return agreed(state);
  if (trade.state === "undecided") return onUndecided(state);
  if (trade.state === "waiting")
    return isBeforeScan(state.status) ? { ...agreed(state), status: "scanned" } : agreed(state);
  if (trade.state === "closed") return onClosedTrade(state, trade, now);
  if (state.status === "closed" || state.status === "failed") {
    // What a cancel sent back is not income again because an answer still knew it as paid.
    if (isSentBack(state)) return null;
    // The sale goes on with a fresh code, and this one was faster.
    if (isReplaced(state)) return { status: "paid", orderStatus: "paid", paidAt: now };
    return { status: "paid", orderStatus: "paid", anomaly: "paid_late", resolvedAt: null, paidAt: now };
  }
  // Once a cancel was sent it may still refund: goods are handed out only after its final refusal.
  if (state.status === "cancelling" && state.cancelSentAt !== null && state.cancelAnswer !== "refused") {
    return { paidSeen: true };
  }
  return { status: "paid", orderStatus: "paid", paidAt: now, anomaly: null };
}

/** Money of this very code went back by its cancel; the anomaly of the sale may be that of another code. */
const isSentBack = ({ status, paidSeen }: PaymentState): boolean => !isOpen(status) && paidSeen;

/** Whether it is paid stands in no words that we were given: a person decides, and nothing is cancelled by itself. */
function onUndecided(state: PaymentState): Change | null {
  if (canBeEnded(state.status) || endsByItself(state)) return { ...backToChecking, anomaly: "undecided" };
  // Somebody found the code of a sale that had ended: there may be money on it.
  const isEnded = state.status === "closed" || state.status === "failed";
  return isEnded && state.anomaly === null && state.cancelAnswer !== "void" ? { anomaly: "undecided" } : null;
}

/** An answer about our money that can be read, while the sale is open or watched: what was odd before is not odd any more. */
const agreed = (state: PaymentState): Change | null =>
  state.anomaly === "undecided" || (state.anomaly === "amount_mismatch" && isOpen(state.status))
    ? { anomaly: null }
    : null;

const isBeforeScan = (status: AttemptStatus): boolean =>
  status === "creating" || status === "checking" || status === "waiting";

function onClosedTrade(state: PaymentState, trade: TradeNews, now: Date): Change | null {
  if (state.status === "closed" || state.status === "failed") return { ...decided(state, now), nextCheckAt: null };
  if (trade.wasPaid || state.paidSeen) return sentBack();
  if (state.status === "cancelling") return ended(state, { nextCheckAt: null }, now);
  if (now.getTime() >= state.codeEndsAt.getTime() - EXPIRY_SLACK_MS) {
    return { ...decided(state, now), status: "closed", orderStatus: "expired", nextCheckAt: null };
  }
  return { ...decided(state, now), ...declined() };
}
