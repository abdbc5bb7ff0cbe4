import { expect, it } from "vitest";
import { minus, moneyWriter, numberText } from "./money.ts";

it("L2 I9 writes what went out with a minus before its sign, and nothing as nothing", () => {
  const money = moneyWriter(["CNY"]);
  expect(money("123456", "CNY")).toBe("¥1,234.56");
  expect(money(minus("2850"), "CNY")).toBe("\u2212¥28.50");
  expect(money(minus("0"), "CNY")).toBe("¥0.00");
});

it("L2 names the currency where a report has several, or this one is not the report's", () => {
  expect(moneyWriter(["CNY", "JPY"])("1200", "JPY")).toBe("JPY\u00a01,200");
  expect(moneyWriter(["CNY"])("1200", "JPY")).toBe("JPY\u00a01,200");
});

it("Z3 writes numbers of reports as they stand on paper", () => {
  expect([1, 123, 1_234_567].map(numberText)).toEqual(["000001", "000123", "1234567"]);
});
