import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyDigits } from "#lib/money/currency.ts";
import { decimalText } from "#lib/money/money.ts";
import { isSendableAmount, mapiCurrencies, readAmount } from "./amount.ts";

const whole = fc.constantFrom("JPY", "KRW");
const decimal = fc.constantFrom(...mapiCurrencies.filter((currency) => currency !== "JPY" && currency !== "KRW"));

describe("amounts of MAPI", () => {
  it("have the decimals that the shop's money has, for every listed currency", () => {
    for (const currency of mapiCurrencies) {
      const text = decimalText({ minor: 12345n, currency });
      expect(isSendableAmount(text, currency)).toBe(true);
      expect(readAmount(text, currency)).toBe(12345n);
    }
    expect(mapiCurrencies).toHaveLength(26);
  });

  it("come back as they were sent, with no decimals and with two", () => {
    fc.assert(
      fc.property(whole, fc.bigInt(1n, 999_999_999n), (currency, minor) => {
        expect(readAmount(decimalText({ minor, currency }), currency)).toBe(minor);
        expect(isSendableAmount(minor.toString(), currency)).toBe(true);
        expect(isSendableAmount(`${minor}.00`, currency)).toBe(false);
        // Never sent so; where it comes it can mean nothing else.
        expect(readAmount(`${minor}.00`, currency)).toBe(minor);
        expect(readAmount(`${minor}.01`, currency)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(decimal, fc.bigInt(1n, 99_999_999_999n), (currency, minor) => {
        const text = decimalText({ minor, currency });
        expect(readAmount(text, currency)).toBe(minor);
        expect(isSendableAmount(text, currency)).toBe(true);
        expect(isSendableAmount(`${text}0`, currency)).toBe(false);
        expect(isSendableAmount(text.slice(0, -1), currency)).toBe(false);
        expect(readAmount(`${text}0`, currency)).toBeNull();
      }),
    );
  });

  it("are neither sent nor read in a currency outside the list, three decimals above all", () => {
    const outside = fc.constantFrom("KWD", "BHD", "TND", "MOP", "TWD", "VND", "usd", "", "constructor");
    fc.assert(
      fc.property(outside, fc.bigInt(1n, 999_999_999n), (currency, minor) => {
        const text = decimalText({ minor, currency });
        expect(isSendableAmount(text, currency)).toBe(false);
        expect(readAmount(text, currency)).toBeNull();
      }),
    );
    expect(currencyDigits("KWD")).toBe(3);
  });

  it("never are what no amount is, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("JPY", "USD"), (text, currency) => {
        const minor = readAmount(text, currency);
        if (isSendableAmount(text, currency)) expect(decimalText({ minor: minor ?? 0n, currency })).toBe(text);
        if (minor !== null) expect(text).toMatch(/^\d{1,9}(\.\d{1,2})?$/);
      }),
    );
  });

  it.each([
    ["8.8", "USD", 880n],
    ["10", "USD", 1000n],
    ["0.01", "USD", 1n],
    ["100", "JPY", 100n],
    ["0", "KRW", 0n],
  ])("read the forms of the samples: %s %s (seed-notes 0.16)", (text, currency, minor) => {
    expect(readAmount(text, currency)).toBe(minor);
  });

  it.each([
    ["12.340", "USD"],
    ["1e1", "USD"],
    ["+12.34", "USD"],
    ["-1", "USD"],
    ["012.34", "USD"],
    ["12,34", "USD"],
    [" 12.34", "USD"],
    ["12.34\n", "USD"],
    ["1.", "USD"],
    [".5", "USD"],
    ["NaN", "USD"],
    ["0x10", "USD"],
    ["１２.３４", "USD"],
    ["1000000000", "USD"],
    ["1".repeat(30), "USD"],
    ["100.1", "JPY"],
    ["100.000", "JPY"],
    ["1000000000", "JPY"],
    ["", "JPY"],
  ])("B17 B35 refuse %j %s", (text, currency) => {
    expect(readAmount(text, currency)).toBeNull();
    expect(isSendableAmount(text, currency)).toBe(false);
  });

  it.each([
    ["0.00", "USD"],
    ["0", "JPY"],
    ["8.8", "USD"],
    ["10", "USD"],
    ["100.00", "JPY"],
    ["88.88", "KRW"],
  ])("B35 are not sent as %s %s", (text, currency) => {
    expect(isSendableAmount(text, currency)).toBe(false);
  });
});
