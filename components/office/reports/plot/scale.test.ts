import fc from "fast-check";
import { expect, test } from "vitest";
import { labelWidths, roomOf, scaleOf } from "./scale.ts";

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

const shown = (texts: string[], widths: string[]) => {
  const from = labelWidths(texts.length, roomOf(texts));
  return texts.filter((_, at) => widths.includes(from[at] ?? "never"));
};

test("M2 A2 labels that have no room are left out: more of long ones, and more on a narrow screen", () => {
  const hours = Array.from({ length: 12 }, (_, at) => String(at + 9));
  expect(shown(hours, ["narrow", "wide"])).toEqual(hours);
  expect(shown(hours, ["narrow"])).toEqual(["9", "11", "13", "15", "17", "19"]);
  const spans = ["0–1", "2", "3", "4", "5", "6–7", "8–9", "10–14", "15–19", "20–29", "30–59", "60+"];
  expect(shown(spans, ["narrow", "wide", "full"])).toEqual(spans);
  expect(shown(spans, ["narrow", "wide"])).toEqual(["0–1", "3", "5", "8–9", "15–19", "30–59"]);
  expect(shown(spans, ["narrow"])).toEqual(["0–1", "5", "15–19"]);
  expect(labelWidths(0, roomOf([]))).toEqual([]);
});
