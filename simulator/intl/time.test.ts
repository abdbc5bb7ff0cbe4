import { expect, it } from "vitest";
import { formatTime, parseTime } from "./time.ts";

it("writes China time with its offset, and reads it back", () => {
  const at = Date.UTC(2026, 1, 28, 16, 30, 5);
  expect(formatTime(at)).toBe("2026-03-01T00:30:05+08:00");
  expect(parseTime(formatTime(at))).toBe(at);
});

it.each([
  ["2001-07-04T12:08:56+05:30", "2001-07-04T06:38:56Z"],
  ["2026-01-01T00:00:00-03:30", "2026-01-01T03:30:00Z"],
  ["2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00Z"],
])("reads %s in its own zone", (text, utc) => {
  expect(parseTime(text)).toBe(Date.parse(utc));
});

it.each([
  "2026-02-30T00:00:00+08:00",
  "2026-01-01T24:00:00+08:00",
  "2026-01-01T00:00:00Z",
  "2026-01-01T00:00:00+24:00",
  "2026-01-01T00:00:00+0800",
  "2026-01-01 00:00:00+08:00",
  "2026-01-01T00:00:00.000+08:00",
])("does not read %s", (text) => {
  expect(parseTime(text)).toBeUndefined();
});
