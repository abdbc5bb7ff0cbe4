import { describe, expect, it } from "vitest";
import { signedAnswer, testConfig } from "../testing/account.ts";
import { buildCancel, parseCancel } from "./cancel.ts";
import { buildClose, parseClose } from "./close.ts";

const config = testConfig();
const input = { out_trade_no: "T1" };
const done = { code: "10000", msg: "Success", out_trade_no: "T1", trade_no: "2026030122001404630500001234" };
const failed = (sub_code: string) => ({ code: "40004", msg: "Business Failed", sub_code });

describe("a cancel", () => {
  const parse = (result: unknown) => parseCancel(signedAnswer("cancel", result), config, input);

  it.each(["close", "refund"])("tells the action %s", (action) => {
    expect(parse({ ...done, retry_flag: "N", action })).toEqual({ kind: "cancelled", action, trade_no: done.trade_no });
  });

  it("tells that there was nothing to cancel, with our number or with none", () => {
    const nothing = { code: "10000", msg: "Success", retry_flag: "N" };
    expect(parse(nothing)).toEqual({ kind: "cancelled", action: "none", trade_no: null });
    expect(parse({ ...nothing, out_trade_no: "T1" })).toEqual({ kind: "cancelled", action: "none", trade_no: null });
  });

  it.each([
    ["is asked to repeat", { ...done, action: "close", retry_flag: "Y" }, "retry_flag"],
    ["hears an unknown action", { ...done, action: "void" }, "bad_member"],
    ["hears of a trade but of no action", done, "bad_member"],
    ["hears of an action without our number", { ...done, action: "refund", out_trade_no: undefined }, "bad_member"],
    ["hears of another trade", { ...done, action: "refund", out_trade_no: "T2" }, "other_trade"],
    ["meets a system error", failed("AQC.SYSTEM_ERROR"), "code"],
    ["hears a code of another operation", failed("ACQ.TRADE_HAS_CLOSE"), "code"],
  ])("B27 is unclear when it %s", (_, result, why) => {
    expect(parse(result)).toMatchObject({ kind: "unclear", why });
  });

  it.each(["ACQ.TRADE_HAS_FINISHED", "ACQ.REASON_TRADE_REFUND_FEE_ERR"])("is refused for good with %s", (subCode) => {
    expect(parse(failed(subCode))).toMatchObject({ kind: "refused", reaction: "fail", sub_code: subCode });
  });

  it("met no trade when Alipay says so with a code", () => {
    expect(parse(failed("ACQ.TRADE_NOT_EXIST"))).toEqual({ kind: "cancelled", action: "none", trade_no: null });
  });

  it("names a number that cannot be ours before sending", async () => {
    expect(await buildCancel({ out_trade_no: "" }, config, new Date(0))).toMatchObject({ field: "out_trade_no" });
  });
});

describe("a close", () => {
  const parse = (result: unknown) => parseClose(signedAnswer("close", result), config, input);

  it("tells that the unpaid trade is dead", () => {
    expect(parse(done)).toEqual({ kind: "closed", trade_no: done.trade_no });
  });

  it("tells that nobody has scanned yet", () => {
    expect(parse(failed("ACQ.TRADE_NOT_EXIST"))).toEqual({ kind: "not_exist" });
  });

  it.each(["ACQ.TRADE_STATUS_ERROR", "ACQ.REASON_TRADE_STATUS_INVALID", "ACQ.REASON_ILLEGAL_STATUS"])(
    "is refused for good with %s: the trade is not unpaid, and nothing was closed",
    (sub_code) => {
      expect(parse(failed(sub_code))).toMatchObject({ kind: "refused", reaction: "fail", sub_code });
    },
  );

  it("B27 is unclear without our number", () => {
    expect(parse({ ...done, out_trade_no: undefined })).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it("names the operator's field before sending", async () => {
    const built = await buildClose({ ...input, operator_id: "x".repeat(29) }, config, new Date(0));
    expect(built).toEqual({ ok: false, field: "operator_id", problem: "too_long" });
  });
});
