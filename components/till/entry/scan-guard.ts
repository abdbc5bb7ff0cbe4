/** A run of digits that may come from a scanner. */
export type Burst<State> = {
  readonly digits: string;
  /** Milliseconds, any steady clock. */
  readonly lastAt: number;
  /** How things stood before the run began: a scan leaves no trace in the amount. */
  readonly before: State;
};

const GAP_MS = 35;
const LONGEST_TYPED = 6;

/** The run after one more digit; a digit after a longer gap begins a new one. */
export function nextBurst<State>(
  burst: Burst<State> | null,
  key: { digit: string; at: number; before: State },
): Burst<State> {
  if (burst === null || key.at - burst.lastAt >= GAP_MS) {
    return { digits: key.digit, lastAt: key.at, before: key.before };
  }
  return { ...burst, digits: burst.digits + key.digit, lastAt: key.at };
}

/** C7: more than six digits with gaps under 35 ms are no human hand. */
export const isScan = <State>(burst: Burst<State> | null): burst is Burst<State> =>
  burst !== null && burst.digits.length > LONGEST_TYPED;

/** Scanners end a code with Enter; that one charges nothing. */
export const endsScan = (burst: Burst<unknown> | null, at: number): boolean =>
  isScan(burst) && at - burst.lastAt < 4 * GAP_MS;
