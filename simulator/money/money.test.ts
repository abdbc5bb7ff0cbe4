import { describe, expect, it } from "vitest";
import { formatAmount, parseAmount } from "./amount.ts";
import { isCurrency } from "./currency.ts";
import { convert, crossRate } from "./exchange.ts";

describe("the text of an amount", () => {
  it.each([
    ["USD", 1n, "0.01"],
    ["USD", 880n, "8.80"],
    ["CNY", 9999999999n, "99999999.99"],
    ["JPY", 100n, "100"],
    ["KRW", 0n, "0"],
  ])("of %s is read and written to the minor unit", (currency, minor, text) => {
    expect(formatAmount({ minor, currency })).toBe(text);
    expect(parseAmount(text, currency)).toBe(minor);
  });

  it.each(["", "1.", ".5", "01", "1.234", "-1", "+1", "1e3", " 1", "１", "1,00"])("is not %j", (text) => {
    expect(parseAmount(text, "USD")).toBeUndefined();
  });

  it("has no decimals where the currency has none", () => {
    expect(parseAmount("100.0", "JPY")).toBeUndefined();
  });
});

describe("practice rates", () => {
  it("turn the sample's cent into seven fen, and never a payment into nothing", () => {
    expect(convert({ minor: 1n, currency: "USD" }, "CNY")).toEqual({ minor: 7n, currency: "CNY" });
    expect(convert({ minor: 1n, currency: "CNY" }, "GBP")).toEqual({ minor: 1n, currency: "GBP" });
    expect(convert({ minor: 1000n, currency: "JPY" }, "USD")).toEqual({ minor: 879n, currency: "USD" });
  });

  it("are 1 within one currency, and eight decimals between two", () => {
    expect([crossRate("USD", "USD"), crossRate("JPY", "USD")]).toEqual(["1", "0.00878671"]);
  });
});

it("knows currencies by their code in capitals alone", () => {
  expect(["USD", "CNY", "usd", "", "XYZ", "USD "].map(isCurrency)).toEqual([true, true, false, false, false, false]);
});
