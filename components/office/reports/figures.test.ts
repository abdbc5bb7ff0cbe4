import { expect, test } from "vitest";
import type { Sums } from "#lib/reports/view.ts";
import {
  averageOf,
  changeText,
  countChangeText,
  figureText,
  refundPointsText,
  refundRateText,
  roundText,
} from "./figures.ts";

const yuan = (minor: string) => ({ minor, currency: "CNY" });
const sums = (paid: string, payments: number): Sums => ({
  ...{ payments, paid: yuan(paid), refunds: 0, refunded: yuan("0"), net: yuan(paid) },
});

test("M1 I9 an average is rounded to the nearest smallest unit, and there is none of nothing", () => {
  expect(averageOf(sums("1000", 3))).toEqual(yuan("333"));
  expect(averageOf(sums("1001", 2))).toEqual(yuan("501"));
  expect(averageOf(sums("0", 0))).toBeNull();
});

test("M1 a change is told in tenths of a per cent, with its sign", () => {
  expect(changeText(yuan("104200"), yuan("100000"))).toBe("+\u202f4.2\u00a0%");
  expect(changeText(yuan("99100"), yuan("100000"))).toBe("\u2212\u202f0.9\u00a0%");
  expect(changeText(yuan("100"), yuan("100"))).toBe("+\u202f0.0\u00a0%");
  expect(changeText(yuan("100"), yuan("0"))).toBeNull();
  expect([countChangeText(90, 84), countChangeText(84, 90)]).toEqual(["+\u202f6", "\u2212\u202f6"]);
});

const refunding = (paid: string, refunded: string): Sums => ({ ...sums(paid, 1), refunded: yuan(refunded) });

test("M1 the share that went back is told with its change in points", () => {
  expect(refundRateText(refunding("1000", "24"))).toBe("2.4\u00a0%");
  expect(refundRateText(refunding("0", "24"))).toBeNull();
  expect(refundPointsText(refunding("1000", "24"), refunding("1000", "21"))).toBe("+\u202f0.3");
  expect(refundPointsText(refunding("1000", "21"), refunding("1000", "40"))).toBe("\u2212\u202f1.9");
  expect(refundPointsText(refunding("1000", "24"), refunding("0", "0"))).toBeNull();
});

test("P16 figures keep the decimals of their currency, and labels leave them out", () => {
  expect(figureText(yuan("-123450"))).toBe("\u22121,234.50");
  expect(figureText({ minor: "1200", currency: "JPY" })).toBe("1,200");
  expect([roundText(112_450, "CNY"), roundText(1200, "JPY"), roundText(-5000, "KWD")]).toEqual([
    "1,124",
    "1,200",
    "\u22125",
  ]);
});
