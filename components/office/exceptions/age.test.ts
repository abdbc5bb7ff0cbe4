import { expect, test } from "vitest";
import { ageOf } from "./age.ts";

const NOW = "2026-11-23T12:00:00.000Z";

test("M8 the age of a case is said in the one unit in which people say it", () => {
  expect(ageOf("2026-11-23T11:57:30.000Z", NOW)).toEqual({ unit: "minutes", count: 2 });
  expect(ageOf("2026-11-23T10:01:00.000Z", NOW)).toEqual({ unit: "minutes", count: 119 });
  expect(ageOf("2026-11-23T09:30:00.000Z", NOW)).toEqual({ unit: "hours", count: 2 });
  expect(ageOf("2026-11-20T12:00:00.000Z", NOW)).toEqual({ unit: "days", count: 3 });
  // Two clocks never agree quite.
  expect(ageOf("2026-11-23T12:00:00.400Z", NOW)).toEqual({ unit: "minutes", count: 0 });
});
