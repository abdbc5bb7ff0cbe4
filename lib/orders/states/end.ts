import { CODE_SLACK_MS, FRESH_WAIT_MS, LONG_DEAD_MS } from "./schedule.ts";
import { type AttemptStatus, type EndReason, isOpen, type PaymentState } from "./status.ts";

/** What news changes of a sale. */
export type Change = Partial<PaymentState>;

/** An end decides what was undecided, and settles what was odd about the money. */
export function decided({ anomaly, resolvedAt }: PaymentState, now: Date): Change {
  if (anomaly === "undecided") return { anomaly: null };
  return anomaly === "amount_mismatch" ? { resolvedAt: resolvedAt ?? now } : {};
}

export const declined = (): Change => ({
  status: "failed",
  orderStatus: "failed",
  failure: "declined",
  failureCode: "TRADE_CLOSED",
  nextCheckAt: null,
});

export const sentBack = (): Change => ({
  status: "closed",
  orderStatus: "cancelled",
  anomaly: "cancelled_refunded",
  paidSeen: true,
  nextCheckAt: null,
});

/** The attempt ends as its end was wanted; what nobody could decide before is decided by that. */
export function ended(state: PaymentState, rest: Change, now: Date): Change {
  const settled: Change = { ...decided(state, now), ...rest };
  switch (state.endReason) {
    case "expiry":
      return { status: "closed", orderStatus: "expired", ...settled };
    case "fresh_code":
      return { status: "closed", ...(isFreshWanted(state, now) ? {} : { orderStatus: "expired" }), ...settled };
    case "no_code":
      return { status: "failed", orderStatus: "failed", failure: state.failure ?? "busy", ...settled };
    default:
      return { status: "closed", orderStatus: "cancelled", ...settled };
  }
}

/** Whoever pressed for a fresh code does not wait for ever, and what is odd goes to a person. */
const isFreshWanted = ({ anomaly, statusSince }: PaymentState, now: Date): boolean =>
  anomaly === null && now.getTime() - statusSince.getTime() <= FRESH_WAIT_MS;

/**
 * "No such trade" is normal while nobody has scanned. It ends an attempt only after a cancel that met no trade
 * either (clarification 9), or when the code's own life is over; and never when a trade was seen before.
 */
export function endedByNoTrade(state: PaymentState, now: Date): Change | null {
  if (state.status !== "cancelling" || state.paidSeen) return null;
  if (wasSeen(state)) return isLongDead(state, now) && state.cancelAnswer === "no_trade" ? ended(state, {}, now) : null;
  return state.cancelAnswer === "no_trade" || isCodeDead(state, now) ? ended(state, {}, now) : null;
}

/** A trade that was seen lives no longer than its code: some time later query and cancel that know none are believed (I10). */
const isLongDead = (state: PaymentState, now: Date): boolean =>
  now.getTime() > state.codeEndsAt.getTime() + LONG_DEAD_MS;

export const isCodeDead = (state: PaymentState, now: Date): boolean =>
  now.getTime() > state.codeEndsAt.getTime() + CODE_SLACK_MS;

export const isUnseen = (state: PaymentState): boolean => state.codeText === null && !wasSeen(state) && !state.paidSeen;

/** A trade was known under this number, though it may have been about other money. */
const wasSeen = (state: PaymentState): boolean => state.tradeNumber !== null || state.anomaly === "amount_mismatch";

/**
 * Time alone wants it ended, and no cancel is under way: money that only a person can explain is no reason to send it back. What was
 * sent before was answered in vain.
 */
export const endsByItself = ({ status, endReason, cancelSentAt, cancelAnswer }: PaymentState): boolean =>
  status === "cancelling" &&
  endReason !== "cashier" &&
  (cancelSentAt === null || cancelAnswer === "no_trade" || cancelAnswer === "refused");

/** Not to be ended after all, until somebody wants it again: what was sent to end it is forgotten. */
export const backToChecking: Change = {
  status: "checking",
  endReason: null,
  cancelSentAt: null,
  cancelAnswer: null,
};

/** A fresh code is for one that can be scanned. Whoever cancels while the code is being replaced ends the sale. */
export function endWanted(state: PaymentState, why: EndReason, now: Date): Change | null {
  if (why === "fresh_code" && (state.status !== "waiting" || state.anomaly !== null)) return null;
  if (canBeEnded(state.status)) return { status: "cancelling", endReason: why, checkAnswer: null, nextCheckAt: now };
  const isRefreshing = state.status === "cancelling" && state.endReason === "fresh_code";
  return why === "cashier" && isRefreshing ? { endReason: why, nextCheckAt: state.nextCheckAt } : null;
}

export const canBeEnded = (status: AttemptStatus): boolean => isOpen(status) && status !== "cancelling";
