import { expect, test } from "vitest";
import { firstAmount, leftAfter, readAmount, SHARES, shareText } from "./wish.ts";

const yuan = (minor: string) => ({ minor, currency: "CNY" });
const yen = (minor: string) => ({ minor, currency: "JPY" });

test("R1 a share of what is left is rounded down to the smallest unit", () => {
  expect(SHARES.map((percent) => shareText(yuan("12851"), percent))).toEqual(["32.12", "64.25", "128.51"]);
  expect(SHARES.map((percent) => shareText(yen("1001"), percent))).toEqual(["250", "500", "1001"]);
  expect(shareText(yuan("1"), 25)).toBe("0.00");
});

test("R1 takes point and comma, and never more than is left", () => {
  const read = (typed: string) => readAmount(typed, yuan("10000"));
  expect(read("28.5")).toEqual({ ok: true, amount: { minor: 2850n, currency: "CNY" } });
  expect(read("28,5")).toEqual(read("28.5"));
  expect(read("28.")).toEqual(read("28"));
  expect(read("100")).toEqual(read("100.00"));
  expect(read("100.01")).toEqual({ ok: false, problem: "above_left" });
  expect(read("")).toEqual({ ok: false, problem: "empty" });
  expect(read("0.00")).toEqual({ ok: false, problem: "zero" });
  expect(read("28.505")).toEqual({ ok: false, problem: "too_many_decimals" });
  expect(read("1,234.50")).toEqual({ ok: false, problem: "not_a_number" });
  expect(read("-5")).toEqual({ ok: false, problem: "not_a_number" });
});

test("begins with all that is left, or with what was refused", () => {
  expect(firstAmount(yuan("10000"), null)).toBe("100.00");
  expect(firstAmount(yuan("12850"), yuan("2850"))).toBe("28.50");
  expect(firstAmount(yuan("1000"), yuan("2850"))).toBe("10.00");
});

test("tells what stays after a refund", () => {
  expect(leftAfter(yuan("12850"), { minor: 2850n, currency: "CNY" })).toEqual(yuan("10000"));
});
