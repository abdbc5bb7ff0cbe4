import { describe, expect, it } from "vitest";
import { answerOf, signedAnswer, testConfig } from "../testing/account.ts";
import { buildRefund, parseRefund, type RefundInput } from "./refund.ts";
import { buildRefundQuery, parseRefundQuery } from "./refund-query.ts";

const config = testConfig();
const at = new Date(0);
const input = { out_trade_no: "T1", refund_amount: "8.88", out_request_no: "R1" };
const failed = (sub_code: string) => ({ code: "40004", msg: "Business Failed", sub_code });

describe("a refund", () => {
  const done = { code: "10000", msg: "Success", out_trade_no: "T1", trade_no: "2026", fund_change: "Y" };
  const parse = (result: unknown) => parseRefund(signedAnswer("refund", result), config, input);
  const verdict = async (changes: Readonly<Record<string, unknown>>) => {
    const built = await buildRefund({ ...input, ...changes } as RefundInput, config, at);
    return built.ok ? "ok" : `${built.field}: ${built.problem}`;
  };

  it("is done when this very call moved money", () => {
    expect(parse(done)).toEqual({ kind: "done" });
    // All refunds of the trade together: no sign of this one's fate.
    expect(parse({ ...done, refund_fee: "88.88" })).toEqual({ kind: "done" });
  });

  it.each([
    ["moved nothing by its own word", { ...done, fund_change: "N", refund_fee: "8.88" }, "not_proven"],
    ["does not say whether it moved", { ...done, fund_change: undefined }, "not_proven"],
    ["says a word that no page knows", { ...done, fund_change: "y" }, "not_proven"],
    ["names no trade", { ...done, out_trade_no: undefined }, "bad_member"],
    ["names another trade", { ...done, out_trade_no: "T2" }, "other_trade"],
    ["is used with another amount", failed("ACQ.DISCORDANT_REPEAT_REQUEST"), "code"],
    ["meets a state that may pass", failed("ACQ.TRADE_STATUS_ERROR"), "code"],
  ])("B27 is unclear when it %s", (_, result, why) => {
    expect(parse(result)).toMatchObject({ kind: "unclear", why });
  });

  it("B27 is unclear when nobody signed the success", () => {
    const answer = answerOf(JSON.stringify({ alipay_trade_refund_response: done }));
    expect(parseRefund(answer, config, input)).toMatchObject({ kind: "unclear", why: "no_signature" });
  });

  it("is a refusal where nothing can have moved", () => {
    expect(parse(failed("ACQ.TRADE_NOT_EXIST"))).toMatchObject({ kind: "refused", reaction: "fail" });
    expect(parse(failed("ACQ.OVERDRAFT_ASSIGN_ACCOUNT_INVALID"))).toMatchObject({ kind: "refused", reaction: "fail" });
    expect(parse(failed("ACQ.INVALID_PARAMETER"))).toMatchObject({ kind: "refused", reaction: "fix" });
  });

  it.each([
    {},
    { refund_amount: "0.01" },
    { refund_amount: "999999.99" },
    { refund_amount: "100000000" },
    { refund_reason: "字".repeat(256), operator_id: "x".repeat(30), store_id: "s", terminal_id: "t" },
  ])("may hold %j", async (changes) => {
    expect(await verdict(changes)).toBe("ok");
  });

  it.each([
    [{ out_trade_no: "" }, "out_trade_no: missing"],
    [{ out_request_no: undefined }, "out_request_no: missing"],
    [{ out_request_no: "R'1" }, "out_request_no: malformed"],
    [{ out_request_no: "R".repeat(65) }, "out_request_no: too_long"],
    [{ refund_amount: "0.00" }, "refund_amount: out_of_range"],
    [{ refund_amount: "-1" }, "refund_amount: malformed"],
    [{ refund_amount: "8.888" }, "refund_amount: malformed"],
    [{ refund_amount: "1000000.00" }, "refund_amount: too_long"],
    [{ refund_reason: "字".repeat(257) }, "refund_reason: too_long"],
    [{ refund_reason: "a&b" }, "refund_reason: ambiguous_character"],
    [{ operator_id: "x".repeat(31) }, "operator_id: too_long"],
    [{ refund_fee: "1" }, "refund_fee: unknown_field"],
  ])("is refused before sending with %j", async (changes, expected) => {
    expect(await verdict(changes)).toBe(expected);
  });
});

describe("the query of a refund", () => {
  const found = {
    code: "10000",
    msg: "Success",
    out_trade_no: "T1",
    out_request_no: "R1",
    refund_status: "REFUND_SUCCESS",
    refund_amount: "8.88",
    total_amount: "88.88",
  };
  const parse = (result: unknown) => parseRefundQuery(signedAnswer("refund_query", result), config, input);

  it("tells that our amount went back under our number", () => {
    expect(parse(found)).toEqual({ kind: "done" });
    expect(parse({ ...found, refund_amount: "8.880" })).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it("takes the answer of old gateways, which have no status, by its amount alone", () => {
    expect(parse({ ...found, refund_status: undefined })).toEqual({ kind: "done" });
    expect(parse({ ...found, refund_status: undefined, refund_amount: "8.80" })).toMatchObject({ kind: "unclear" });
  });

  it("tells that nothing has moved, or not yet", () => {
    expect(parse({ code: "10000", msg: "Success" })).toEqual({ kind: "not_done" });
    expect(parse({ ...found, refund_status: undefined, refund_amount: undefined })).toEqual({ kind: "not_done" });
    expect(parse({ ...found, refund_status: "", refund_amount: "" })).toEqual({ kind: "not_done" });
  });

  it("needs no number of the trade: the page lists none in the answer", () => {
    expect(parse({ ...found, out_trade_no: undefined })).toEqual({ kind: "done" });
  });

  it("takes an empty status for none", () => {
    expect(parse({ ...found, refund_status: "" })).toEqual({ kind: "done" });
    expect(parse({ ...found, refund_status: "", refund_amount: "8.80" })).toMatchObject({ kind: "unclear" });
  });

  it.each([
    ["another refund's number", { out_request_no: "R2" }, "bad_member"],
    ["no number of a refund", { out_request_no: undefined }, "bad_member"],
    ["another trade", { out_trade_no: "T2" }, "other_trade"],
    ["another amount", { refund_amount: "8.89" }, "bad_member"],
    ["no amount", { refund_amount: undefined }, "bad_member"],
    ["an amount that is no text", { refund_amount: 8.88 }, "bad_member"],
    ["a status that no page knows", { refund_status: "REFUND_PROCESSING" }, "bad_member"],
  ])("B27 F39 is unclear with %s", (_, changes, why) => {
    expect(parse({ ...found, ...changes })).toMatchObject({ kind: "unclear", why });
  });

  it("has a method of its own name", async () => {
    const built = await buildRefundQuery(input, config, at);
    expect(built.ok && new URL(built.request.url).searchParams.get("method")).toBe("alipay.trade.fastpay.refund.query");
    expect(await buildRefundQuery({ ...input, out_request_no: "" }, config, at)).toMatchObject({
      field: "out_request_no",
    });
  });
});
