import type { Claim, CodeOutcome, Failure } from "#lib/payments/gateway.ts";
import type { Change } from "./end.ts";
import { later } from "./schedule.ts";
import type { PaymentState } from "./status.ts";

export function onCode(state: PaymentState, outcome: CodeOutcome, now: Date): Change | null {
  if (state.status !== "creating" && state.status !== "checking") return null;
  switch (outcome.kind) {
    case "code":
      // What waits for a person is shown to nobody.
      if (state.anomaly !== null) return { codeText: outcome.text };
      return {
        status: "waiting",
        codeText: outcome.text,
        codeEndsAt: later(state.codeEndsAt, -(outcome.earlierByMs ?? 0)),
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
