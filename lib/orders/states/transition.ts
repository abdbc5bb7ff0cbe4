import type { CancelOutcome, Claim, CodeOutcome, Failure, QueryOutcome, TradeNews } from "#lib/payments/gateway.ts";
import { after, CLAIM_MS, CODE_SLACK_MS, LONG_DEAD_MS, nextCheck } from "./schedule.ts";
import { type AttemptStatus, type EndReason, isOpen, isSoldOtherwise, type PaymentState } from "./status.ts";

/** News about a sale, from whichever road it came. Trades in it have passed the checks of apply-outcome. */
export type News =
  /** Written before the call; the code's life counts from it. */
  | { kind: "code_asked"; codeEndsAt: Date }
  | { kind: "code_answered"; outcome: CodeOutcome }
  | { kind: "queried"; outcome: QueryOutcome }
  /** A notice may settle a sale that is open; an ended one is asked about first. */
  | { kind: "noticed"; trade: TradeNews }
  /** A verified trade under our number, but about other money. */
  | { kind: "mismatch"; trade: TradeNews }
  | { kind: "end_wanted"; why: EndReason }
  | { kind: "cancel_sent" }
  | { kind: "cancel_answered"; outcome: CancelOutcome }
  | { kind: "late_accepted" };

/** Around the end of a code, a trade that the gateway closed was closed by time and not by the customer. */
const EXPIRY_SLACK_MS = 5000;

type Change = Partial<PaymentState>;

/**
 * What news does to a sale. Pure; the same object comes back when nothing changes. Rules: protocol/flow.md section 4
 * and clarifications 9 and 10. Only `trade` news with state "paid" can make a sale paid, only proof can end it.
 */
export function transition(state: PaymentState, news: News, now: Date): PaymentState {
  const wanted = changeFor(state, news, now);
  if (wanted === null) return state;
  const change = isSoldOtherwise(state) ? besideTheSale(wanted) : wanted;
  const moved = change.status !== undefined && change.status !== state.status;
  const counted = change.checks === undefined ? 0 : 1;
  const next: PaymentState = { ...state, ...change, ...(moved ? { statusSince: now, checks: counted } : {}) };
  return "nextCheckAt" in change ? next : { ...next, nextCheckAt: nextCheck(next, now) };
}

/** The sale was paid by another attempt: this one may only bring surplus money (I2, F38). */
function besideTheSale({ orderStatus, paidAt, ...change }: Change): Change {
  if (change.status === "paid") return { ...change, anomaly: "paid_twice", resolvedAt: null };
  if (change.anomaly !== "cancelled_refunded") return change;
  // The surplus went back: nothing about the sale is odd.
  const { anomaly, ...rest } = change;
  return rest;
}

function changeFor(state: PaymentState, news: News, now: Date): Change | null {
  switch (news.kind) {
    case "code_asked":
      if (state.status !== "checking") return null;
      return {
        createCalls: state.createCalls + 1,
        codeEndsAt: news.codeEndsAt,
        checkAnswer: null,
        nextCheckAt: after(now, CLAIM_MS),
      };
    case "code_answered":
      return onCode(state, news.outcome, now);
    case "queried":
      // What is paid stays paid, and needs no counting of questions (I5).
      if (state.status === "paid") return null;
      return { ...asked(state, news.outcome, now), ...(onQuery(state, news.outcome, now) ?? {}) };
    case "noticed":
      return onNotice(state, news.trade, now);
    case "mismatch":
      return onMismatch(state, news.trade, now);
    case "end_wanted":
      return wantsEnd(state.status)
        ? { status: "cancelling", endReason: news.why, checkAnswer: null, nextCheckAt: now }
        : null;
    case "cancel_sent":
      if (state.status !== "cancelling") return null;
      return { cancelSentAt: state.cancelSentAt ?? now, cancelAnswer: "unclear", nextCheckAt: after(now, CLAIM_MS) };
    case "cancel_answered":
      return onCancel(state, news.outcome, now);
    case "late_accepted":
      return isLate(state) && state.resolvedAt === null ? { resolvedAt: now } : null;
  }
}

const isLate = ({ anomaly }: PaymentState): boolean => anomaly === "paid_late" || anomaly === "paid_twice";

const wantsEnd = (status: AttemptStatus): boolean =>
  status === "creating" || status === "checking" || status === "waiting" || status === "scanned";

/** Another amount or currency than ours: nothing is settled or cancelled by itself, a person decides. */
function onMismatch(state: PaymentState, trade: TradeNews, now: Date): Change | null {
  if (state.status === "paid" || state.anomaly === "cancelled_refunded") return null;
  const asked: Change = { checks: state.checks + 1, checkedAt: now, checkAnswer: "unclear" };
  // News of money opens the question again, even where a person had settled an earlier one.
  const seen: Change = { ...asked, anomaly: "amount_mismatch", resolvedAt: null };
  const isOver = trade.state === "closed" && !trade.wasPaid && !state.paidSeen;
  if (!isOpen(state.status)) return isOver ? null : { ...seen, nextCheckAt: null };
  if (isOver) {
    // Nothing moved after all: nobody has to decide anything.
    const end = state.status === "cancelling" ? ended(state, { nextCheckAt: null }, now) : declined();
    return { ...seen, ...end, resolvedAt: now };
  }
  if (state.status !== "cancelling" || endsByItself(state)) return { ...seen, ...kept };
  // Whoever wants this sale ended has seen that it is odd: there is a trade, so its cancel goes on.
  return { ...seen, checkAnswer: "scanned", ...cancelNext(state, "no_trade", now) };
}

/**
 * Time alone wants it ended, and no cancel is under way: money that only a person can explain is no reason to send it back. What was
 * sent before was answered in vain.
 */
const endsByItself = ({ status, endReason, cancelSentAt, cancelAnswer }: PaymentState): boolean =>
  status === "cancelling" &&
  endReason !== "cashier" &&
  (cancelSentAt === null || cancelAnswer === "no_trade" || cancelAnswer === "refused");

const kept: Change = { status: "checking", endReason: null, cancelSentAt: null, cancelAnswer: null };

/** What a question leaves behind whatever it brought. */
function asked(state: PaymentState, outcome: QueryOutcome, now: Date): Change {
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

function onCode(state: PaymentState, outcome: CodeOutcome, now: Date): Change | null {
  if (state.status !== "creating" && state.status !== "checking") return null;
  switch (outcome.kind) {
    case "code":
      // What waits for a person is shown to nobody.
      if (state.anomaly !== null) return { codeText: outcome.text };
      return {
        status: "waiting",
        codeText: outcome.text,
        codeEndsAt: after(state.codeEndsAt, -(outcome.earlierByMs ?? 0)),
        checkAnswer: null,
        failure: null,
        failureCode: null,
      };
    case "refused":
      return failed(outcome.reason, outcome.code, state);
    case "not_sent":
      // Only the very first call proves that no code can exist.
      return state.createCalls === 1 ? failed("unreachable", outcome.why, state) : { status: "checking" };
    case "number_spent":
      return { status: "cancelling", endReason: "no_code", checkAnswer: null, nextCheckAt: now };
    case "ask":
      return { status: "checking", nextCheckAt: now };
    case "unclear":
      return { status: "checking", checkAnswer: "unclear", ...claimed(outcome.claim) };
  }
}

/** What an unproved refusal says is shown while the sale is being checked; it decides nothing. */
const claimed = (claim: Claim | null): Change =>
  claim === null ? {} : { failure: claim.reason, failureCode: claim.code };

/** A refusal after an unclear call leaves a code that may exist, though nobody has seen it: it is watched. */
function failed(reason: Failure, code: string, state: PaymentState): Change {
  const watched = state.createCalls > 1 ? {} : { nextCheckAt: null };
  return { status: "failed", orderStatus: "failed", failure: reason, failureCode: code, ...watched };
}

function onQuery(state: PaymentState, outcome: QueryOutcome, now: Date): Change | null {
  if (outcome.kind === "trade") {
    const known = { tradeNumber: outcome.trade.tradeNumber, buyer: outcome.trade.buyer ?? state.buyer };
    return { ...known, ...(onTrade(state, outcome.trade, now) ?? cancelNext(state, "trade", now)) };
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
  return endedByNoTrade(state, now) ?? cancelNext(state, "no_trade", now);
}

/**
 * A clear answer is followed by the cancel at once. After a cancel that was answered in vain only a trade that is new to
 * us is worth another one at once; everything else waits its turn, longer each time.
 */
function cancelNext(state: PaymentState, found: "trade" | "no_trade", now: Date): Change {
  if (state.status !== "cancelling") return {};
  const fresh = state.cancelAnswer === null || state.cancelAnswer === "unclear";
  const scannedSince = state.cancelAnswer === "no_trade" && found === "trade" && state.tradeNumber === null;
  return fresh || scannedSince ? { nextCheckAt: now } : {};
}

function onTrade(state: PaymentState, trade: TradeNews, now: Date): Change | null {
  if (state.status === "paid") return null;
  // Its generation tells no more than that: whatever it was before, it is neither paid nor over.
  if (trade.state === "pending") return agreed(state);
  if (trade.state === "undecided") return onUndecided(state);
  if (trade.state === "waiting")
    return isBefore(state.status) ? { ...agreed(state), status: "scanned" } : agreed(state);
  if (trade.state === "closed") return onClosedTrade(state, trade, now);
  if (state.status === "closed" || state.status === "failed") {
    // What a cancel sent back is not income again because an answer still knew it as paid.
    if (state.anomaly === "cancelled_refunded") return null;
    return { status: "paid", orderStatus: "paid", anomaly: "paid_late", resolvedAt: null, paidAt: now };
  }
  // Once a cancel was sent it may still refund: goods are handed out only after its final refusal.
  if (state.status === "cancelling" && state.cancelSentAt !== null && state.cancelAnswer !== "refused") {
    return { paidSeen: true };
  }
  return { status: "paid", orderStatus: "paid", paidAt: now, anomaly: null };
}

/** Whether it is paid stands in no words that we were given: a person decides, and nothing is cancelled by itself. */
function onUndecided(state: PaymentState): Change | null {
  if (wantsEnd(state.status) || endsByItself(state)) return { ...kept, anomaly: "undecided" };
  // Somebody found the code of a sale that had ended: there may be money on it.
  const isEnded = state.status === "closed" || state.status === "failed";
  return isEnded && state.anomaly === null && state.cancelAnswer !== "void" ? { anomaly: "undecided" } : null;
}

/** An answer about our money that can be read, while the sale is open or watched: what was odd before is not odd any more. */
const agreed = (state: PaymentState): Change | null =>
  state.anomaly === "undecided" || (state.anomaly === "amount_mismatch" && isOpen(state.status))
    ? { anomaly: null }
    : null;

const isBefore = (status: AttemptStatus): boolean =>
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

/** An end decides what was undecided, and settles what was odd about the money. */
function decided({ anomaly, resolvedAt }: PaymentState, now: Date): Change {
  if (anomaly === "undecided") return { anomaly: null };
  return anomaly === "amount_mismatch" ? { resolvedAt: resolvedAt ?? now } : {};
}

const declined = (): Change => ({
  status: "failed",
  orderStatus: "failed",
  failure: "declined",
  failureCode: "TRADE_CLOSED",
  nextCheckAt: null,
});

const sentBack = (): Change => ({
  status: "closed",
  orderStatus: "cancelled",
  anomaly: "cancelled_refunded",
  paidSeen: true,
  nextCheckAt: null,
});

/** The attempt ends as its end was wanted; what nobody could decide before is decided by that. */
function ended(state: PaymentState, rest: Change, now: Date): Change {
  const settled: Change = { ...decided(state, now), ...rest };
  switch (state.endReason) {
    case "expiry":
      return { status: "closed", orderStatus: "expired", ...settled };
    case "no_code":
      return { status: "failed", orderStatus: "failed", failure: state.failure ?? "busy", ...settled };
    default:
      return { status: "closed", orderStatus: "cancelled", ...settled };
  }
}

/**
 * "No such trade" is normal while nobody has scanned. It ends an attempt only after a cancel that met no trade
 * either (clarification 9), or when the code's own life is over; and never when a trade was seen before.
 */
function endedByNoTrade(state: PaymentState, now: Date): Change | null {
  if (state.status !== "cancelling" || state.paidSeen) return null;
  if (wasSeen(state)) return isLongDead(state, now) && state.cancelAnswer === "no_trade" ? ended(state, {}, now) : null;
  return state.cancelAnswer === "no_trade" || isCodeDead(state, now) ? ended(state, {}, now) : null;
}

/** A trade that was seen lives no longer than its code; an hour later query and cancel that know none are believed (I10). */
const isLongDead = (state: PaymentState, now: Date): boolean =>
  now.getTime() > state.codeEndsAt.getTime() + LONG_DEAD_MS;

const isCodeDead = (state: PaymentState, now: Date): boolean =>
  now.getTime() > state.codeEndsAt.getTime() + CODE_SLACK_MS;

const isUnseen = (state: PaymentState): boolean => state.codeText === null && !wasSeen(state) && !state.paidSeen;

/** A trade was known under this number, though it may have been about other money. */
const wasSeen = (state: PaymentState): boolean => state.tradeNumber !== null || state.anomaly === "amount_mismatch";

function onNotice(state: PaymentState, trade: TradeNews, now: Date): Change | null {
  const known = { tradeNumber: trade.tradeNumber, buyer: trade.buyer ?? state.buyer };
  if (state.status === "paid") return null;
  if (state.status === "closed" || state.status === "failed") {
    return trade.state === "paid" ? { ...known, nextCheckAt: now } : null;
  }
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

function onCancel(state: PaymentState, outcome: CancelOutcome, now: Date): Change | null {
  if (state.status !== "cancelling")
    return outcome.kind === "refunded" && state.status === "closed" ? sentBack() : null;
  switch (outcome.kind) {
    case "void":
      return { ...(state.paidSeen ? sentBack() : ended(state, { nextCheckAt: null }, now)), cancelAnswer: "void" };
    case "closed":
      // A code that nobody was seen to scan may outlive the "close" of nothing: it stays watched.
      return state.paidSeen ? sentBack() : ended(state, state.tradeNumber === null ? {} : { nextCheckAt: null }, now);
    case "refunded":
      return sentBack();
    case "no_trade":
    case "refused":
      return { cancelAnswer: outcome.kind, checkAnswer: null, nextCheckAt: now };
    case "unclear":
      return { cancelAnswer: "unclear", checkAnswer: null, checks: state.checks + 1 };
  }
}
