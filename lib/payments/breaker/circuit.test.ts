import { describe, expect, it } from "vitest";
import { type Circuit, CLOSED, type Heard, hear, isSuspect } from "./circuit.ts";

const after = (...heard: Heard[]): Circuit => heard.reduce(hear, CLOSED);
const times = (count: number, heard: Heard): Heard[] => Array.from({ length: count }, () => heard);

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
  const deaf = after("call_failed", ...times(3, "probe_failed"));
  const hearing = after(...times(4, "call_failed"));

  it("is back with the first probe that a deaf host answers", () => expect(hear(deaf, "probe_answered")).toBe(CLOSED));
  it("is back with the first late answer to a call", () => expect(hear(deaf, "call_answered")).toBe(CLOSED));

  it("tries a single call where the host answered probes all along", () => {
    const trial = hear(hearing, "probe_answered");
    expect(trial.kind).toBe("trial");
    expect(hear(trial, "call_answered")).toBe(CLOSED);
    expect(hear(trial, "call_failed").kind).toBe("open");
  });

  it("takes a host that stopped answering probes, too, for deaf", () =>
    expect(hear(hear(hearing, "probe_failed"), "probe_answered")).toBe(CLOSED));

  it("stays open while calls that were under way fail one after the other", () =>
    expect(hear(deaf, "call_failed")).toBe(deaf));
});

it.each([1, 2, 3, 4, 5])(
  "F33 half of everything is lost: most calls are let through, and it never gets stuck (seed %i)",
  (seed) => {
    const random = seeded(seed);
    let circuit = CLOSED;
    let [calls, openFor, longest] = [0, 0, 0];
    for (let turn = 0; turn < 2000; turn++) {
      const answered = random() < 0.5;
      if (circuit.kind === "open") {
        longest = Math.max(longest, ++openFor);
        circuit = hear(circuit, answered ? "probe_answered" : "probe_failed");
      } else {
        [calls, openFor] = [calls + 1, 0];
        circuit = hear(circuit, answered ? "call_answered" : "call_failed");
      }
    }
    expect(calls / 2000).toBeGreaterThan(0.8);
    expect(longest).toBeLessThan(15);
  },
);
