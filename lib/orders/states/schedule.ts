import type { PaymentState } from "./status.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** An unscanned code that was given up stays payable for its own life, plus this for clocks that differ. */
export const CODE_SLACK_MS = 30 * SECOND;

/** So long after the end of its code, "no such trade" is believed even of a trade that was seen (I10). */
export const LONG_DEAD_MS = HOUR;

/** Longer than a query or a cancel may take: a row that was claimed and not written within it belongs to nobody. */
export const CLAIM_MS = 10 * SECOND;

/** The same for the call that asks for a code. */
export const CODE_CLAIM_MS = 16 * SECOND;

/** So long after a fresh code was asked for it is still made: later nobody stands there any more, and the sale expires. */
export const FRESH_WAIT_MS = 2 * MINUTE;

/** So long something may be unclear before a person is called (lib/exceptions). */
export const PATIENCE_MS = 2 * MINUTE;

/** How often the code is asked for before the number is given up (flow.md section 4: retry at most twice). */
export const MAX_CREATE_CALLS = 3;

export const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/**
 * Pauses while the outcome is unclear: 2, 4, 8, 15, 30 s, each minute for an hour, each quarter for a day; each up to a fifth
 * shorter or longer, so that sales which lost the gateway together do not come back to it together (F34).
 */
const unclearPause = (state: PaymentState, age: number): number =>
  Math.round(steadyPause(state.checks, age) * (1 + spread(state) / 5));

/** From -1 to 1, pseudo-random from the row itself: the same for the same check, so that `transition` stays pure. */
const spread = ({ codeEndsAt, checks }: PaymentState): number =>
  (Math.imul(codeEndsAt.getTime() + checks, GOLDEN) >>> 0) / 2 ** 31 - 1;

/** 2^32 divided by the golden ratio: its multiples lie evenly apart. */
const GOLDEN = 0x9e3779b1;

function steadyPause(checks: number, age: number): number {
  const first = [2, 4, 8, 15, 30][checks];
  return first === undefined ? patientPause(age) : first * SECOND;
}

/** Of what is unclear for long: each minute for an hour, each quarter for a day. */
export function patientPause(age: number): number {
  if (age < HOUR) return MINUTE;
  return age < 24 * HOUR ? 15 * MINUTE : 4 * HOUR;
}

/** Silent looks at an attempt that ended without proof that its code is dead. */
function watchPause(state: PaymentState, now: Date): number | null {
  const codeDead = state.codeEndsAt.getTime() + CODE_SLACK_MS;
  if (now.getTime() < codeDead) return Math.min(10 * SECOND, codeDead - now.getTime());
  const age = now.getTime() - state.statusSince.getTime();
  const next = [2 * MINUTE, 10 * MINUTE, HOUR].find((offset) => offset > age);
  return next === undefined ? null : next - age;
}

/** When the gateway is to be asked next after it was asked now; null when there is nothing left to learn. */
export function nextCheck(state: PaymentState, now: Date): Date | null {
  const age = now.getTime() - state.statusSince.getTime();
  switch (state.status) {
    case "creating":
      return later(now, CODE_CLAIM_MS);
    case "waiting":
    case "scanned": {
      const pause = age < MINUTE ? 3 * SECOND : 5 * SECOND;
      return new Date(Math.min(now.getTime() + pause, Math.max(now.getTime(), state.codeEndsAt.getTime())));
    }
    case "checking":
      return later(now, unclearPause(state, age));
    case "cancelling":
      // A round is a query and its cancel: the second round comes after 2 s (flow.md section 4).
      return later(now, unclearPause({ ...state, checks: Math.max(0, Math.floor(state.checks / 2) - 1) }, age));
    case "closed":
    case "failed": {
      if (state.anomaly === "undecided") return later(now, unclearPause(state, age));
      // The last look has to be one that was answered.
      const pause = watchPause(state, now) ?? (state.checkAnswer === "unclear" ? unclearPause(state, age) : null);
      return pause === null ? null : later(now, pause);
    }
    case "paid":
      return null;
  }
}
