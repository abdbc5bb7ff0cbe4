/** A run of digits that may come from a scanner. */
export type Burst<State> = {
  readonly digits: string;
  /** How many of the last digits came faster than any hand. */
  readonly fast: number;
  /** Milliseconds, any steady clock. */
  readonly lastAt: number;
  /** How things stood before the run began: a scan leaves no trace in the amount. */
  readonly before: State;
};

const FAST_MS = 35;
/** A hiccup of a busy machine inside a scan; a hand needs longer from key to key. */
const RUN_MS = 100;
const LONGEST_TYPED = 6;

/** The run after one more digit; a digit after a pause begins a new one. */
export function nextBurst<State>(
  burst: Burst<State> | null,
  key: { digit: string; at: number; before: State },
): Burst<State> {
  const gap = burst === null ? Number.POSITIVE_INFINITY : key.at - burst.lastAt;
  if (burst === null || gap >= RUN_MS) return { digits: key.digit, fast: 1, lastAt: key.at, before: key.before };
  return { ...burst, digits: burst.digits + key.digit, fast: gap < FAST_MS ? burst.fast + 1 : 1, lastAt: key.at };
}

/** C7: more than six digits with gaps under 35 ms are no human hand. */
export const isScan = <State>(burst: Burst<State> | null): burst is Burst<State> =>
  burst !== null && burst.fast > LONGEST_TYPED;

/** Scanners end a code with Enter; that one charges nothing. */
export const endsScan = (burst: Burst<unknown> | null, at: number): boolean =>
  isScan(burst) && at - burst.lastAt < RUN_MS;
