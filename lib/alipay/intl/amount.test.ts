import { describe, expect, it } from "vitest";
import { parseJson } from "../json.ts";
import { readAmount } from "./amount.ts";

const read = (json: string) => {
  const parsed = parseJson(json);
  return parsed.ok ? readAmount(parsed.value) : "no JSON";
};

describe("an amount in the smallest unit", () => {
  it.each([
    ["USD", "239"],
    ["JPY", "100"],
    ["KWD", "0"],
    ["CNY", "999999999999999999"],
  ])("C4 is read: %s %s", (currency, value) => {
    expect(read(JSON.stringify({ currency, value, more: 1 }))).toEqual({ currency, value });
  });

  it.each([
    "2.39",
    "0239",
    "00",
    "+239",
    "-239",
    " 239",
    "239 ",
    "239\u00a0",
    "2,39",
    "2e2",
    "0x10",
    "NaN",
    "Infinity",
    "２３９",
    "",
    "1".repeat(19),
    "1".repeat(30),
  ])("B17 is no amount: %j", (value) => {
    expect(read(JSON.stringify({ currency: "USD", value }))).toBeNull();
  });

  it.each([
    '{"currency":"USD","value":239}',
    '{"currency":"USD","value":null}',
    '{"currency":"USD"}',
    '{"value":"239"}',
    '{"currency":"usd","value":"239"}',
    '{"currency":"US","value":"239"}',
    '{"currency":"USD ","value":"239"}',
    '{"currency":840,"value":"239"}',
    '"239"',
    "239",
    "null",
    "[]",
  ])("B17 is no amount: %s", (json) => {
    expect(read(json)).toBeNull();
  });
});
