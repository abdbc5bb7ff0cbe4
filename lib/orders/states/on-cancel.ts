import type { CancelOutcome } from "#lib/payments/gateway.ts";
import { type Change, ended, sentBack } from "./end.ts";
import { FRESH_MS } from "./next-call.ts";
import { CLAIM_MS, PATIENCE_MS } from "./schedule.ts";
import { isReplaced, type PaymentState } from "./status.ts";

export function onCancel(state: PaymentState, outcome: CancelOutcome, now: Date): Change | null {
  if (state.status !== "cancelling") return onLateAnswer(state, outcome);
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

/** Money that a cancel sent back is recorded, however the attempt had ended meanwhile (I11); of a sale that goes on, beside it. */
function onLateAnswer(state: PaymentState, outcome: CancelOutcome): Change | null {
  const { status } = state;
  if (outcome.kind !== "refunded" || (status !== "closed" && status !== "failed")) return null;
  return isReplaced(state) ? { paidSeen: true } : { ...sentBack(), status };
}

/**
 * A clear answer is followed by the cancel at once. After a cancel that was answered in vain only a trade that is new to
 * us is worth another one at once; everything else waits its turn, longer each time, and is asked about once more before.
 */
export function cancelNext(state: PaymentState, { isNewTrade }: { isNewTrade: boolean }, now: Date): Change {
  if (state.status !== "cancelling") return {};
  const fresh = state.cancelAnswer === null || state.cancelAnswer === "unclear";
  const scannedSince = state.cancelAnswer === "no_trade" && isNewTrade;
  const waited = state.checkAnswer !== null;
  return fresh || scannedSince || waited ? { nextCheckAt: now } : {};
}

/**
 * The payment stands, and its cancel is answered in no words that we know: as after a final refusal, the next answer to a question
 * decides. It is asked for when every cancel that was begun has ended, so that none of them is still on its way.
 */
export function givenUpCancel(state: PaymentState, now: Date): Change | null {
  const { status, paidSeen, cancelAnswer, statusSince, checkedAt } = state;
  const inVain = status === "cancelling" && paidSeen && cancelAnswer === "unclear";
  if (!inVain || now.getTime() - statusSince.getTime() < PATIENCE_MS) return null;
  const over = (checkedAt?.getTime() ?? 0) + FRESH_MS + CLAIM_MS;
  return { cancelAnswer: "refused", checkAnswer: null, nextCheckAt: new Date(Math.max(now.getTime(), over)) };
}
