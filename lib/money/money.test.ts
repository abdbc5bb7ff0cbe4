import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountText, moneyText } from "./format.ts";
import { decimalText, fromMoneyText, parseMoney, toMoneyText } from "./money.ts";

const minor = (text: string, currency = "CNY") => {
  const parsed = parseMoney(text, currency);
  return parsed.ok ? parsed.money.minor : parsed.problem;
};

describe("reading an amount", () => {
  it.each([
    ["128.50", "CNY", 12850n],
    ["128.5", "CNY", 12850n],
    ["0.01", "USD", 1n],
    ["100", "JPY", 100n],
    ["1.234", "KWD", 1234n],
    ["0", "CNY", 0n],
  ])("C4 I9 reads %s %s exactly", (text, currency, expected) => {
    expect(minor(text, currency)).toBe(expected);
  });

  it.each([
    ["12.340", "CNY"],
    ["1.5", "JPY"],
    ["1.2345", "KWD"],
  ])("C4 refuses %s %s: a decimal too many is never rounded", (text, currency) => {
    expect(minor(text, currency)).toBe("too_many_decimals");
  });

  it.each([
    "1e1",
    "+12.34",
    "-1",
    "012.34",
    "12,34",
    " 12.34",
    "12.34 ",
    "NaN",
    "Infinity",
    "0x10",
    "１２.３４",
    ".5",
    "5.",
    "1_0",
    "1.2.3",
    "12\u00a0",
  ])("B17 refuses %j", (text) => {
    expect(minor(text)).toBe("not_a_number");
  });

  it("B17 refuses 30 digits and takes 12", () => {
    expect(minor("1".repeat(30))).toBe("too_many_digits");
    expect(minor("1".repeat(12))).toBe(11111111111100n);
  });
});

describe("text and integer", () => {
  const money = fc.record({
    minor: fc.bigInt({ min: 0n, max: 999_999_999_999n }),
    currency: fc.constantFrom("CNY", "USD", "JPY", "KRW", "KWD"),
  });

  it("I9 P16 come back exactly, for currencies with 0, 2 and 3 decimals", () => {
    fc.assert(fc.property(money, (one) => minor(decimalText(one), one.currency) === one.minor));
  });

  it("I9 survive JSON", () => {
    fc.assert(
      fc.property(money, (one) => fromMoneyText(JSON.parse(JSON.stringify(toMoneyText(one)))).minor === one.minor),
    );
  });

  it("L2 groups for people", () => {
    expect(moneyText({ minor: 123456789n, currency: "CNY" })).toBe("¥1,234,567.89");
    expect(amountText({ minor: 1234n, currency: "JPY" })).toBe("1,234");
    expect(moneyText({ minor: 5n, currency: "CHF" })).toBe("CHF0.05");
    expect(decimalText({ minor: -5n, currency: "CNY" })).toBe("-0.05");
  });
});
