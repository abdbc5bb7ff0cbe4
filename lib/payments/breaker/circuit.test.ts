import { describe, expect, it } from "vitest";
import { type Circuit, CLOSED, type Heard, hear, isSuspect, restMs } from "./circuit.ts";

const hearAt = (now: number) => (circuit: Circuit, heard: Heard) => hear(circuit, heard, now);
const hearNow = hearAt(0);
const after = (...heard: Heard[]): Circuit => heard.reduce(hearNow, CLOSED);
const times = (count: number, heard: Heard): Heard[] => Array.from({ length: count }, () => heard);
/** While calls failed, its probes failed, too; or they were answered all along. */
const deaf = after("call_failed", ...times(3, "probe_failed"));
const hearing = after(...times(4, "call_failed"));

/** A generator of the same numbers from 0 to 1 in every run (Park and Miller). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe("opening", () => {
  it.each<[string, Heard[], Circuit["kind"]]>([
    ["three failed calls are not enough", times(3, "call_failed"), "closed"],
    ["four failed calls open it", times(4, "call_failed"), "open"],
    ["a failed call that three probes confirm opens it", ["call_failed", ...times(3, "probe_failed")], "open"],
    [
      "failures with an answered call between do not open it",
      [...times(3, "call_failed"), "call_answered", "call_failed"],
      "closed",
    ],
    [
      "failing calls open it even where probes are answered",
      ["call_failed", "probe_answered", ...times(3, "call_failed")],
      "open",
    ],
  ])("F32 %s", (_, heard, kind) => expect(after(...heard).kind).toBe(kind));

  it("suspects a host from its first failed call until an answered one", () => {
    expect(isSuspect(CLOSED)).toBe(false);
    expect(isSuspect(after("call_failed"))).toBe(true);
    expect(isSuspect(after("call_failed", "call_answered"))).toBe(false);
    expect(isSuspect(after(...times(4, "call_failed")))).toBe(true);
  });
});

describe("F32 closing", () => {
  it("is back with the first probe that a deaf host answers", () =>
    expect(hearNow(deaf, "probe_answered").kind).toBe("closed"));

  it("is back with the first answer to a call, be it late", () => {
    expect(hearNow(deaf, "call_answered")).toBe(CLOSED);
    expect(hearNow(hearing, "call_answered")).toBe(CLOSED);
  });

  it("is open again with the first call that fails after such a probe, and needs four of them after a call was answered", () => {
    const back = hearNow(deaf, "probe_answered");
    expect(hearNow(back, "call_failed").kind).toBe("open");
    expect(hearNow(hearNow(back, "call_answered"), "call_failed").kind).toBe("closed");
  });

  it("is not back because it answers probes as it did all along", () =>
    expect(hearNow(hearing, "probe_answered")).toBe(hearing));

  it("takes a host that stopped answering probes, too, for deaf", () =>
    expect(hearNow(hearNow(hearing, "probe_failed"), "probe_answered").kind).toBe("closed"));

  it("is neither opened further nor kept open by calls that were under way and fail one after the other", () =>
    expect(hearAt(1)(deaf, "call_failed")).toBe(deaf));
});

describe("F32 how long an open host rests before one call is tried, with 5 s between probes", () => {
  const [code, query] = [15_000, 5000];
  const rests = (circuit: Circuit, deadlineMs: number) =>
    [0, 1, 2, 3, 9].map((failed) => {
      const tried = times(failed, "trial_failed").reduce(hearNow, circuit);
      return tried.kind === "open" && restMs(tried, deadlineMs, 5000) / 1000;
    });

  it("is one pause for a call that ends soon, whatever the probes say", () => {
    expect(rests(hearing, query)).toEqual([5, 5, 5, 5, 5]);
    expect(rests(deaf, query)).toEqual([5, 5, 5, 5, 5]);
  });

  it("grows for a code, for which somebody stands waiting, but to less than 30 s", () =>
    expect(rests(hearing, code)).toEqual([5, 10, 20, 25, 25]));

  it("is minutes for a code where the probes fail, too: they find out first", () =>
    expect(rests(deaf, code)).toEqual([60, 120, 240, 300, 300]));

  it("begins again with each trial that failed", () => {
    expect(deaf).toMatchObject({ since: 0 });
    expect(hearAt(7)(deaf, "trial_failed")).toMatchObject({ kind: "open", since: 7 });
    expect(hearAt(7)(deaf, "probe_failed")).toMatchObject({ kind: "open", since: 0 });
  });

  it("counts a trial that was overtaken by a probe as any failed call", () =>
    expect(hearNow(hearNow(deaf, "probe_answered"), "trial_failed").kind).toBe("open"));
});

it.each([1, 2, 3, 4, 5])(
  "F33 half of everything is lost: most calls are let through, and it never gets stuck (seed %i)",
  (seed) => {
    const random = seeded(seed);
    let circuit = CLOSED;
    let [calls, refused, longest] = [0, 0, 0];
    for (let second = 0; second < 2000; second++) {
      const answered = random() < 0.5;
      if (circuit.kind === "open" && second % 5 === 0) {
        circuit = hear(circuit, random() < 0.5 ? "probe_answered" : "probe_failed", second);
      }
      if (circuit.kind === "open" && second - circuit.since < restMs(circuit, 5, 5)) {
        longest = Math.max(longest, ++refused);
        continue;
      }
      [calls, refused] = [calls + 1, 0];
      const failed = circuit.kind === "open" ? "trial_failed" : "call_failed";
      circuit = hear(circuit, answered ? "call_answered" : failed, second);
    }
    expect(calls / 2000).toBeGreaterThan(0.7);
    expect(longest).toBeLessThanOrEqual(5);
  },
);
