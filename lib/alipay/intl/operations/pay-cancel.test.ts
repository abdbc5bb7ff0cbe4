import { describe, expect, it } from "vitest";
import { answerOf, merchantId, reqMsgId, responseMessage, signedAnswer, testConfig } from "../testing/account.ts";
import { buildPayCancel, parsePayCancel } from "./pay-cancel.ts";

const trade = { merchantTransId: "T20260301_0201" };
const question = { input: trade, reqMsgId };
const parse = (body: Record<string, unknown> = {}) =>
  parsePayCancel(signedAnswer("payCancel", body), testConfig(), question);
const result = (resultStatus: string, resultCode: string) => parse({ resultInfo: { resultStatus, resultCode } });

describe("a cancel", () => {
  it("goes to the common set, for one order", async () => {
    const built = await buildPayCancel(trade, testConfig(), { at: new Date(), reqMsgId });
    if (!built.ok) throw new Error(built.field);
    expect(built.request.url).toBe(
      "https://isupergw.alipaydev.com/isupergw/alipay/intl/acquiring/common/paycancel.htm",
    );
    const { head, body } = JSON.parse(built.request.body).request;
    expect(head.function).toBe("alipay.intl.acquiring.common.payCancel");
    expect(body).toEqual({ merchantId, ...trade });
  });

  it("makes the order void with S, for good (clarification 10)", () => {
    expect(parse()).toEqual({ kind: "void" });
    expect(parse({ ...trade, acquirementId: "1" })).toEqual({ kind: "void" });
  });

  it("is repeated after U", () => {
    expect(result("U", "UNKNOWN_EXCEPTION")).toMatchObject({ kind: "unclear", why: "code" });
    expect(result("F", "REQUEST_TRAFFIC_EXCEED_LIMIT")).toMatchObject({ kind: "unclear", why: "code" });
  });

  it("meets no order, or is refused", () => {
    expect(result("F", "ORDER_NOT_EXIST")).toEqual({ kind: "not_exist" });
    expect(result("F", "PROCESS_FAIL")).toMatchObject({ kind: "refused", reaction: "fail" });
    expect(result("F", "TRADE_CANCEL_TIME_OUT")).toMatchObject({ kind: "refused", reaction: "fail" });
  });

  it("B27 makes nothing void when it is unsigned, of another order or another kind", () => {
    const unsigned = answerOf(JSON.stringify({ response: responseMessage("payCancel") }));
    expect(parsePayCancel(unsigned, testConfig(), question)).toMatchObject({ kind: "unclear", why: "no_signature" });
    expect(parse({ merchantTransId: "T2" })).toMatchObject({ kind: "unclear", why: "other_trade" });
    expect(parsePayCancel(signedAnswer("payQuery"), testConfig(), question)).toMatchObject({ why: "other_request" });
  });
});
