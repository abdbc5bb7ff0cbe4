import { describe, expect, it } from "vitest";
import { gapBefore, spanParts, toneOf } from "./event-look.ts";

const at = (second: number) => ({ at: new Date(Date.UTC(2026, 10, 21, 5, 0, second)).toISOString(), repeats: [] });
const step = { kind: "queried", to: null, anomaly: null, notice: null };

describe("the look of an event", () => {
  it("M4 draws a break where nothing happened for more than a minute, from the first of what was folded on", () => {
    expect(gapBefore(at(61), at(0))).toBe(61_000);
    expect(gapBefore(at(60), at(0))).toBeNull();
    expect(gapBefore(at(0), undefined)).toBeNull();
    expect(gapBefore({ ...at(300), repeats: [at(150).at, at(30).at] }, at(0))).toBeNull();
  });

  it("M4 names the two largest parts of a break", () => {
    const text = (ms: number) => spanParts(ms).map(({ unit, count }) => `${count} ${unit}`);
    expect(text(2_187_000)).toEqual(["36 min", "27 s"]);
    expect(text(7_200_000)).toEqual(["2 h"]);
    expect(text(90_061_000)).toEqual(["1 d", "1 h"]);
    expect(text(86_460_000)).toEqual(["1 d"]);
  });

  it("M4 has a full dot where the state turned, amber for what is odd, and a ring for a step", () => {
    expect(toneOf(step)).toBeNull();
    expect(toneOf({ ...step, to: "paid" })).toBe("paid");
    expect(toneOf({ ...step, to: "refused" })).toBe("fail");
    expect(toneOf({ ...step, kind: "refund_sent", to: "checking" })).toBeNull();
    expect(toneOf({ ...step, to: "paid", anomaly: "paid_late" })).toBe("warn");
    expect(toneOf({ ...step, to: "closed", anomaly: "cancelled_refunded" })).toBe("rest");
    const parked = { id: "n1", effect: "parked_mismatch" as const, deliveries: 1, checks: [] };
    expect(toneOf({ ...step, notice: parked })).toBe("warn");
  });
});
