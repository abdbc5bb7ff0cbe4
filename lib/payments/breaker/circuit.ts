/**
 * What we believe of a gateway's host. closed: it is called. open: it is not, but for one call now and then that finds out whether
 * it still fails.
 */
export type Circuit =
  /** `deaf`: the last probe failed, too. */
  | { readonly kind: "closed"; readonly failures: number; readonly deaf: boolean }
  /** `trials`: calls that were tried meanwhile, and failed. `since`: when it opened, or the last of them failed, in ms. */
  | { readonly kind: "open"; readonly deaf: boolean; readonly trials: number; readonly since: number };

type Open = Extract<Circuit, { kind: "open" }>;

export type Heard = "call_answered" | "call_failed" | "trial_failed" | "probe_answered" | "probe_failed";

/** Calls and probes that fail without an answered call in between, before the host is not called any more. */
const MOST_FAILURES = 4;

export const CLOSED: Circuit = { kind: "closed", failures: 0, deaf: false };

/** Only probes have been answered: the first call that fails all the same opens it again. */
const BACK: Circuit = { kind: "closed", failures: MOST_FAILURES - 1, deaf: false };

/**
 * What an answer, or its absence, changes. Failures are counted in a row and not by time: a till that charges once a minute has to
 * find out as well as a busy one, and half of all calls may fail without four of them being neighbours for long (F33).
 */
export function hear(circuit: Circuit, heard: Heard, now: number): Circuit {
  if (heard === "call_answered") return CLOSED;
  if (circuit.kind === "closed") {
    if (heard === "probe_answered") return { ...circuit, deaf: false };
    const failures = circuit.failures + 1;
    const deaf = circuit.deaf || heard === "probe_failed";
    return failures < MOST_FAILURES
      ? { kind: "closed", failures, deaf }
      : { kind: "open", deaf, trials: 0, since: now };
  }
  switch (heard) {
    case "call_failed":
      return circuit;
    case "trial_failed":
      return { ...circuit, trials: circuit.trials + 1, since: now };
    case "probe_failed":
      return { ...circuit, deaf: true };
    case "probe_answered":
      // A host that was deaf and hears again is back. One that heard all along has proved nothing by hearing once more.
      return circuit.deaf ? BACK : circuit;
  }
}

/** Longest rest before a slow call is tried, in pauses between probes (25 s: shorter than the 30 s in which a return has to be noticed). */
const LONGEST_REST = 5;
/** Factor on the rest while the probes fail as well. */
const DEAF = 12;

/**
 * How long an open host rests before one call is tried, whatever the probes say: no breaker stays open against a gateway that works
 * (a host may well answer calls and no probe). A short call, a query or a cancel, loses nothing by being tried. A code may take
 * 15 s, with somebody waiting for it: where it fails its next trial is later each time, and where probes fail, too, they find out
 * long before.
 */
export function restMs({ deaf, trials }: Open, deadlineMs: number, probeMs: number): number {
  if (deadlineMs <= 2 * probeMs) return probeMs;
  return probeMs * Math.min(2 ** trials, LONGEST_REST) * (deaf ? DEAF : 1);
}

/** Whether the host wants to be probed: it is open, or its last call failed. */
export const isSuspect = (circuit: Circuit): boolean => circuit.kind === "open" || circuit.failures > 0;
