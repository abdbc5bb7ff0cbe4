import { describe, expect, it } from "vitest";
import { nextCheck } from "./schedule.ts";
import { at, newSale, START } from "./testing/payment-state.ts";

const checking = (checks: number, codeEndsAt = at(180)) => newSale({ status: "checking", checks, codeEndsAt });
const pause = (...sale: Parameters<typeof checking>) =>
  (nextCheck(checking(...sale), START)?.getTime() ?? 0) - START.getTime();

describe("F34 pauses while the outcome is unclear", () => {
  it.each([
    [0, 2],
    [1, 4],
    [2, 8],
    [3, 15],
    [4, 30],
    [5, 60],
    [50, 60],
  ])("after %i checks are about %i s, a fifth more or less", (checks, seconds) => {
    const pauses = Array.from({ length: 1000 }, (_, ms) => pause(checks, new Date(at(180).getTime() + ms)));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(seconds * 800);
    expect(Math.min(...pauses)).toBeLessThan(seconds * 810);
    expect(Math.max(...pauses)).toBeGreaterThan(seconds * 1190);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(seconds * 1200);
  });

  it("are the same for the same check, and others for the next one", () => {
    expect(pause(4)).toBe(pause(4));
    expect(pause(6)).not.toBe(pause(5));
  });

  it("spread sales that were made in the same second over the whole time", () => {
    const tenths = new Set(
      Array.from({ length: 40 }, (_, index) => pause(4, new Date(at(180).getTime() + index * 25))).map((ms) =>
        Math.floor((ms - 24_000) / 1200),
      ),
    );
    expect(tenths.size).toBeGreaterThanOrEqual(9);
  });
});

it("asks about a shown code at its steady pace, whoever else asks", () => {
  const shown = newSale({ status: "waiting", codeText: "code" });
  expect(nextCheck(shown, at(10))).toEqual(at(13));
  expect(nextCheck(shown, at(100))).toEqual(at(105));
  expect(nextCheck(shown, at(178))).toEqual(at(180));
});
