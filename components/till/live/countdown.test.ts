import { expect, test } from "vitest";
import { codeSecondsLeft, minutesText, secondsLeft, shareLeft, spokenSeconds } from "./countdown.ts";

test("counts whole seconds and stops at zero", () => {
  expect([secondsLeft(3_300, 1_000), secondsLeft(3_000, 1_000), secondsLeft(3_000, 9_000)]).toEqual([3, 2, 0]);
  expect(secondsLeft(180_200, 0)).toBe(180);
});

test("writes minutes and seconds", () => {
  expect([180, 134, 59, 0].map(minutesText)).toEqual(["3:00", "2:14", "0:59", "0:00"]);
});

test("shows the share of the code's life that is left, also for a clock outside it", () => {
  const span = { startsAt: 1_000, endsAt: 5_000 };
  expect([0, 2_000, 9_000].map((now) => shareLeft(span, now))).toEqual([1, 0.75, 0]);
  expect(shareLeft({ startsAt: 5, endsAt: 5 }, 1)).toBe(0);
});

test("A14 speaks the countdown at 30 s and 10 s only", () => {
  expect([30, 29, 11, 10, 9, 0].map(spokenSeconds)).toEqual([30, 30, 30, 10, 10, 10]);
});

test("a code of three minutes begins at 3:00, also by a clock that was read before it came", () => {
  const code = { startsAt: "2026-11-21T06:02:11.600Z", endsAt: "2026-11-21T06:05:11.600Z" };
  const read = (text: string) => codeSecondsLeft(code, Date.parse(text));
  expect(read("2026-11-21T06:02:11.000Z")).toBe(180);
  expect(read("2026-11-21T06:02:12.000Z")).toBe(180);
  expect(read("2026-11-21T06:05:11.600Z")).toBe(0);
});
