import { describe, expect, it } from "vitest";
import { gatewayRefusal, signedAnswer, testConfig } from "../testing/account.ts";
import { buildCancel, parseCancel } from "./cancel.ts";

const config = testConfig();
const input = { out_trade_no: "T1" };
const done = { result_code: "SUCCESS", out_trade_no: "T1", trade_no: "2026030122001401701436761112", retry_flag: "N" };
const parse = (members: Record<string, string | undefined>) => parseCancel(signedAnswer(members), config, input);
const failed = (code: string) => ({ result_code: "FAIL", detail_error_code: code });

describe("a cancel", () => {
  it("names the time and the trade, and nothing else of its own", async () => {
    const built = await buildCancel(input, config, new Date(1_772_339_696_000));
    const { sign, ...params } = Object.fromEntries(new URLSearchParams(built.ok ? built.request.body : ""));
    expect(params).toEqual({
      service: "alipay.acquire.cancel",
      partner: config.partner,
      timestamp: "1772339696000",
      out_trade_no: "T1",
      sign_type: "MD5",
    });
    expect(await buildCancel({ out_trade_no: "" }, config, new Date(0))).toMatchObject({ field: "out_trade_no" });
  });

  it.each(["close", "refund"])("tells its action %s", (action) => {
    expect(parse({ ...done, action })).toEqual({ kind: "cancelled", action, trade_no: done.trade_no });
  });

  it("tells that there was nothing to cancel, with our number or with none", () => {
    expect(parse({ result_code: "SUCCESS" })).toEqual({ kind: "cancelled", action: "none", trade_no: null });
    expect(parse({ ...done, trade_no: undefined })).toEqual({ kind: "cancelled", action: "none", trade_no: null });
  });

  it.each([
    ["is asked to repeat", { ...done, action: "close", retry_flag: "Y" }, "retry_flag"],
    ["hears an unknown action", { ...done, action: "void" }, "bad_member"],
    ["hears of a trade but of no action", done, "bad_member"],
    ["hears of an action without our number", { ...done, action: "refund", out_trade_no: undefined }, "bad_member"],
    ["hears of another trade", { ...done, action: "refund", out_trade_no: "T2" }, "other_trade"],
    ["meets a system error", failed("SYSTEM_ERROR"), "code"],
    ["hears UNKNOWN", { result_code: "UNKNOWN" }, "code"],
    ["hears a code of another operation", failed("TRADE_HAS_CLOSE"), "code"],
  ])("is unclear when it %s", (_, members, why) => {
    expect(parse(members)).toMatchObject({ kind: "unclear", why });
  });

  it.each([
    "TRADE_HAS_FINISHED",
    "SELLER_BALANCE_NOT_ENOUGH",
    "REASON_TRADE_BEEN_FREEZEN",
    "REASON_TRADE_REFUND_FEE_ERR",
    "TRADE_CANCEL_TIME_OUT",
    "CANCEL_NOT_ALLOWED",
  ])("is refused for good with %s", (code) => {
    expect(parse(failed(code))).toMatchObject({ kind: "refused", reaction: "fail", code });
  });

  it.each(["TRADE_NOT_EXIST", "TRANS_NOT_FOUND"])("met no trade when Alipay says %s", (code) => {
    expect(parse(failed(code))).toEqual({ kind: "cancelled", action: "none", trade_no: null });
  });

  it("is unclear when the refusal is unsigned", () => {
    expect(parseCancel(gatewayRefusal("ILLEGAL_SIGN"), config, input)).toMatchObject({ why: "unsigned_refusal" });
  });
});
