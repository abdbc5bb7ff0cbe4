import { expect, test } from "vitest";
import { codeSide } from "./code-size.ts";

test("draws 41 modules at 8 px in a 360 px tile", () => {
  expect(codeSide(41, { room: 360, wanted: 8, ratio: 1 })).toBe(328);
});

test.each([1, 1.25, 1.5, 1.75, 2, 2.625, 3])("keeps module edges on whole device pixels at ratio %d", (ratio) => {
  for (const modules of [37, 41, 45, 49, 57, 69]) {
    const side = codeSide(modules, { room: 424, wanted: 8, ratio });
    const edge = ((side ?? 0) * ratio) / modules;
    expect(Math.abs(edge - Math.round(edge))).toBeLessThan(1e-6);
    expect(edge).toBeGreaterThanOrEqual(4 * ratio - 1e-6);
  }
});

test("gives way to a narrow screen, and draws nothing under 4 px per module", () => {
  expect(codeSide(41, { room: 320, wanted: 7, ratio: 1 })).toBe(287);
  expect(codeSide(41, { room: 195, wanted: 8, ratio: 1 })).toBeNull();
});
