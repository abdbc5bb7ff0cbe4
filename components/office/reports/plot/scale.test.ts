import fc from "fast-check";
import { expect, test } from "vitest";
import { labelStep, scaleOf } from "./scale.ts";

test("M2 an axis has round steps, and begins at zero", () => {
  expect(scaleOf([112_400], 100).ticks).toEqual([0, 50_000, 100_000, 150_000]);
  expect(scaleOf([1, 2], 1).ticks).toEqual([0, 1, 2]);
  expect(scaleOf([-20, 90], 1).ticks).toEqual([-50, 0, 50, 100]);
});

test("M2 an axis is drawn where there is nothing yet", () => {
  expect(scaleOf([], 100).ticks).toEqual([0, 100]);
  expect(scaleOf([0, 0], 1).ticks).toEqual([0, 1]);
});

test("M2 an axis holds all that is drawn on it, in few steps of whole units", () => {
  const values = fc.array(fc.integer({ min: -9_999_999, max: 999_999_999 }), { maxLength: 40 });
  fc.assert(
    fc.property(values, fc.constantFrom(1, 100, 1000), (drawn, least) => {
      const { low, high, ticks } = scaleOf(drawn, least);
      for (const value of [...drawn, 0]) expect(low <= value && value <= high).toBe(true);
      expect(ticks.length).toBeLessThanOrEqual(7);
      for (const tick of ticks) expect(Number.isInteger(tick / least)).toBe(true);
    }),
  );
});

test("M2 labels that have no room are left out", () => {
  expect([labelStep(24, 12), labelStep(12, 12), labelStep(31, 7), labelStep(0, 7)]).toEqual([2, 1, 5, 1]);
});
