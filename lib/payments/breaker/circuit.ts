/**
 * What we believe of a gateway's host. closed: it is called. open: it is not. trial: it answers, but calls failed all the same;
 * one call at a time finds out.
 */
export type Circuit =
  /** `deaf`: the last probe failed, too. */
  | { readonly kind: "closed"; readonly failures: number; readonly deaf: boolean }
  | { readonly kind: "open"; readonly deaf: boolean }
  | { readonly kind: "trial" };

export type Heard = "call_answered" | "call_failed" | "probe_answered" | "probe_failed";

/** Calls and probes that fail without an answered call in between, before the host is not called any more. */
const MOST_FAILURES = 4;

export const CLOSED: Circuit = { kind: "closed", failures: 0, deaf: false };

/**
 * What an answer, or its absence, changes. Failures are counted in a row and not by time: a till that charges once a minute has to
 * find out as well as a busy one, and half of all calls may fail without four of them being neighbours for long (F33).
 */
export function hear(circuit: Circuit, heard: Heard): Circuit {
  switch (heard) {
    case "call_answered":
      return CLOSED;
    case "call_failed":
      if (circuit.kind === "closed") return counted(circuit.failures + 1, circuit.deaf);
      return circuit.kind === "trial" ? { kind: "open", deaf: false } : circuit;
    case "probe_failed":
      return circuit.kind === "closed" ? counted(circuit.failures + 1, true) : { kind: "open", deaf: true };
    case "probe_answered":
      if (circuit.kind === "closed") return { ...circuit, deaf: false };
      // A host that was deaf and hears again is back. One that heard all along has proved nothing by hearing once more.
      return circuit.kind === "open" && circuit.deaf ? CLOSED : { kind: "trial" };
  }
}

const counted = (failures: number, deaf: boolean): Circuit =>
  failures < MOST_FAILURES ? { kind: "closed", failures, deaf } : { kind: "open", deaf };

/** Whether the host wants to be probed: it is open, or its last call failed. */
export const isSuspect = (circuit: Circuit): boolean =>
  circuit.kind === "open" || (circuit.kind === "closed" && circuit.failures > 0);
