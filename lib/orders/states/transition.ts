import type { CancelOutcome, CodeOutcome, QueryOutcome, TradeNews } from "#lib/payments/gateway.ts";
import { type Change, endWanted } from "./end.ts";
import { givenUpCancel, onCancel } from "./on-cancel.ts";
import { onCode } from "./on-code.ts";
import { asked, onMismatch, onNotice, onQuery, settledMismatch } from "./on-trade.ts";
import { CLAIM_MS, CODE_CLAIM_MS, later, nextCheck } from "./schedule.ts";
import { type EndReason, isSoldOtherwise, isUnasked, type PaymentState } from "./status.ts";

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
  | { kind: "late_accepted" }
  /** A person has dealt with money that is not this sale's. */
  | { kind: "mismatch_settled"; reason: string }
  /** A person has the payment kept whose cancel is answered in no words that we know. */
  | { kind: "cancel_given_up"; reason: string }
  /** A person takes back what they have just said of odd money. */
  | { kind: "word_taken_back" };

/**
 * What news does to a sale. Pure; the same object comes back when nothing changes. Rules: protocol/flow.md section 4
 * and clarifications 9 and 10. Only a trade with state "paid", asked for or noticed, can make a sale paid; only proof can end it.
 */
export function transition(state: PaymentState, news: News, now: Date): PaymentState {
  const wanted = changeFor(state, news, now);
  if (wanted === null) return state;
  const change = isSoldOtherwise(state) ? besideTheSale(state, wanted) : wanted;
  const moved = change.status !== undefined && change.status !== state.status;
  const counted = change.checks === undefined ? 0 : 1;
  const next: PaymentState = { ...state, ...change, ...(moved ? { statusSince: now, checks: counted } : {}) };
  return "nextCheckAt" in change ? next : { ...next, nextCheckAt: nextCheck(next, now) };
}

/** The sale was paid by another attempt: this one may only bring surplus money (I2, F38). */
function besideTheSale(state: PaymentState, { orderStatus, paidAt, ...change }: Change): Change {
  // While nobody has accepted that the sale was paid late, even one payment is too many.
  const isStillLate = state.anomaly === "paid_late" && state.resolvedAt === null;
  if (change.status === "paid")
    return { ...change, anomaly: isStillLate ? "paid_late" : "paid_twice", resolvedAt: null };
  if (change.anomaly !== "cancelled_refunded") return change;
  // The surplus went back: nothing about the sale is odd.
  const { anomaly, ...rest } = change;
  return rest;
}

function changeFor(state: PaymentState, news: News, now: Date): Change | null {
  switch (news.kind) {
    case "code_asked":
      if (state.status !== "checking" && !isUnasked(state)) return null;
      return {
        createCalls: state.createCalls + 1,
        codeEndsAt: news.codeEndsAt,
        checkAnswer: null,
        nextCheckAt: later(now, CODE_CLAIM_MS),
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
      return endWanted(state, news.why, now);
    case "cancel_sent":
      if (state.status !== "cancelling") return null;
      // Whoever takes over after a crash asks again before the next cancel (I11).
      return {
        cancelSentAt: state.cancelSentAt ?? now,
        cancelAnswer: "unclear",
        checkAnswer: null,
        nextCheckAt: later(now, CLAIM_MS),
      };
    case "cancel_answered":
      return onCancel(state, news.outcome, now);
    case "late_accepted":
      return isLate(state) && state.resolvedAt === null ? { resolvedAt: now } : null;
    case "mismatch_settled":
      return settledMismatch(state, now);
    case "cancel_given_up":
      return givenUpCancel(state, now);
    case "word_taken_back":
      // It waits for a person again, and for nothing else: a sale that had ended by that word is over all the same.
      return isSettled(state) ? { resolvedAt: null, nextCheckAt: state.nextCheckAt } : null;
  }
}

const isSettled = (state: PaymentState): boolean =>
  state.resolvedAt !== null && (isLate(state) || state.anomaly === "amount_mismatch");

const isLate = ({ anomaly }: PaymentState): boolean => anomaly === "paid_late" || anomaly === "paid_twice";
