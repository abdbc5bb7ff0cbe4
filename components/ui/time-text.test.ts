import { expect, test } from "vitest";
import { clockText, dayText, shortClockText } from "./time-text.ts";

test("writes times in the zone of the store, midnight as 00", () => {
  expect(clockText("2026-11-21T06:05:11.000Z", "Asia/Shanghai")).toBe("14:05:11");
  expect(shortClockText("2026-11-20T16:00:00.000Z", "Asia/Shanghai")).toBe("00:00");
  expect(dayText("2026-11-20T16:00:00.000Z", "Asia/Shanghai")).toBe("2026-11-21");
});
