import { describe, expect, it } from "vitest";
import { signedAnswer, testConfig } from "../testing/account.ts";
import { buildQuery, parseQuery } from "./query.ts";

const config = testConfig();
const input = { out_trade_no: "T1" };
const paid = {
  code: "10000",
  msg: "Success",
  out_trade_no: "T1",
  trade_no: "2026030122001404630500001234",
  trade_status: "TRADE_SUCCESS",
  total_amount: "88.88",
  buyer_logon_id: "159****5620",
  send_pay_date: "2026-03-01 12:35:10",
};
const parse = (changes: Readonly<Record<string, unknown>>) =>
  parseQuery(signedAnswer("query", { ...paid, ...changes }), config, input);

describe("the query of a trade", () => {
  it("is asked by our own number", async () => {
    const built = await buildQuery(input, config, new Date(0));
    expect(built.ok && built.request.body).toBe(`biz_content=${encodeURIComponent('{"out_trade_no":"T1"}')}`);
    expect(await buildQuery({ out_trade_no: "T'1" }, config, new Date(0))).toEqual({
      ok: false,
      field: "out_trade_no",
      problem: "malformed",
    });
  });

  it("tells state, number, amount and buyer in Alipay's words", () => {
    const { code, msg, ...trade } = paid;
    expect(parse({})).toEqual({ kind: "trade", trans_currency: null, ...trade });
  });

  it.each(["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"])(
    "knows the state %s",
    (trade_status) => {
      expect(parse({ trade_status })).toMatchObject({ kind: "trade", trade_status });
    },
  );

  it.each(["trade_success", "TRADE_PENDING", "", " TRADE_SUCCESS", undefined, 1])(
    "B19 is unclear with the state %j",
    (trade_status) => {
      expect(parse({ trade_status })).toMatchObject({ kind: "unclear", why: "bad_member" });
    },
  );

  it.each(["88.88", "88.8", "88", "0.01", "100000000"])(
    "B17 accepts the amount %s as it is written",
    (total_amount) => {
      expect(parse({ total_amount })).toMatchObject({ kind: "trade", total_amount });
    },
  );

  it.each([
    "12.340",
    "1e1",
    "+12.34",
    "-12.34",
    "012.34",
    "12,34",
    " 12.34",
    "12.34 ",
    "NaN",
    "Infinity",
    "0x10",
    "１２.３４",
    "12.",
    ".34",
    "1".repeat(30),
    "",
    undefined,
    88.88,
  ])("B17 is unclear with the amount %j", (total_amount) => {
    expect(parse({ total_amount })).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it.each(["2026 1", "x".repeat(65), "1".repeat(65), "1'", "", undefined])(
    "B18 is unclear with trade_no %j",
    (trade_no) => {
      expect(parse({ trade_no })).toMatchObject({ kind: "unclear", why: "bad_member" });
    },
  );

  it("B16 tells a currency that is not the yuan", () => {
    expect(parse({ trans_currency: "HKD" })).toMatchObject({ kind: "trade", trans_currency: "HKD" });
  });

  it("B27 is unclear for another or no trade number", () => {
    expect(parse({ out_trade_no: "T2" })).toMatchObject({ kind: "unclear", why: "other_trade" });
    expect(parse({ out_trade_no: undefined })).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it("says that no trade exists before the first scan", () => {
    const answer = signedAnswer("query", { code: "40004", msg: "Business Failed", sub_code: "ACQ.TRADE_NOT_EXIST" });
    expect(parseQuery(answer, config, input)).toEqual({ kind: "not_exist" });
  });
});
