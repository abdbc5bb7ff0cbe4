import { canBeEnded } from "./end.ts";
import { MAX_CREATE_CALLS } from "./schedule.ts";
import { type EndReason, isSoldOtherwise, isUnasked, type PaymentState } from "./status.ts";

/** What a due attempt needs next: one call to its gateway, or a decision of our own. */
export type NextCall = { kind: "query" | "request_code" | "cancel" } | { kind: "end"; why: EndReason };

/**
 * A cancel always follows a clear answer to a query (I11), and is followed by one. The code is asked for again only
 * after the gateway said that this number is unpaid, and only while nobody wants the sale ended.
 */
export function nextCall(state: PaymentState, now: Date): NextCall {
  if (isSoldOtherwise(state) && canBeEnded(state.status)) return { kind: "end", why: "sold" };
  const over = now.getTime() >= state.codeEndsAt.getTime();
  // What waits for a person is asked about and no more, until somebody wants it ended.
  const odd = state.anomaly === "amount_mismatch" || state.anomaly === "undecided";
  if (odd && state.status !== "cancelling") return { kind: "query" };
  if (isUnasked(state)) return over ? { kind: "end", why: "expiry" } : { kind: "request_code" };
  switch (state.status) {
    case "waiting":
    case "scanned":
      return over ? { kind: "end", why: "expiry" } : { kind: "query" };
    case "checking": {
      if (over) return { kind: "end", why: state.codeText === null ? "no_code" : "expiry" };
      if (state.checkAnswer !== "not_paid" || state.codeText !== null) return { kind: "query" };
      return state.createCalls < MAX_CREATE_CALLS ? { kind: "request_code" } : { kind: "end", why: "no_code" };
    }
    case "cancelling":
      return isFresh(state, now) ? { kind: "cancel" } : { kind: "query" };
    default:
      return { kind: "query" };
  }
}

/** A cancel may follow an answer that is this old: the moment between two calls, and no pause (I11). */
export const FRESH_MS = 3000;

const isFresh = ({ checkAnswer, checkedAt }: PaymentState, now: Date): boolean =>
  checkAnswer !== null &&
  checkAnswer !== "unclear" &&
  checkedAt !== null &&
  now.getTime() - checkedAt.getTime() < FRESH_MS;
