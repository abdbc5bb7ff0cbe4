import { expect, test } from "vitest";
import { daySpan } from "./day-range.ts";

const span = ([first, last]: [string, string | null], timeZone: string, dayStartMinute = 0) => {
  const { from, until } = daySpan({ first, last }, { timeZone, dayStartMinute });
  return [from?.toISOString() ?? null, until?.toISOString() ?? null];
};

test("M10 a range of days lasts from the first one's beginning until the last one's end, at the store", () => {
  expect(span(["2026-11-01", "2026-11-02"], "Asia/Shanghai")).toEqual([
    "2026-10-31T16:00:00.000Z",
    "2026-11-02T16:00:00.000Z",
  ]);
  expect(span(["2026-11-01", null], "Asia/Shanghai", 360)).toEqual(["2026-10-31T22:00:00.000Z", null]);
});

test("M10 holds the hour that is there twice, or not at all, when the clocks change", () => {
  expect(span(["2026-10-25", "2026-10-25"], "Europe/London")).toEqual([
    "2026-10-24T23:00:00.000Z",
    "2026-10-26T00:00:00.000Z",
  ]);
  expect(span(["2026-03-29", "2026-03-29"], "Europe/London")).toEqual([
    "2026-03-29T00:00:00.000Z",
    "2026-03-29T23:00:00.000Z",
  ]);
});
