import { describe, expect, it } from "vitest";
import { answerOf, merchantId, responseMessage, testConfig } from "#lib/alipay/intl/testing/account.ts";
import { type LaidOut, noAnswer } from "../testing/laid-out-sender.ts";
import { answered, gatewayWith, messageOf, NUMBER, refusal } from "./testing/laid-out-gateway.ts";

const REFUND = "01a2004d7c32732d95d28761f1a89aaa";

const request = {
  merchantNumber: NUMBER,
  refundNumber: REFUND,
  amount: { minor: 239n, currency: "USD" },
  reason: "Tea & Co = cold",
};

const refunded = (body: Record<string, unknown> = {}) =>
  answered("refund", { merchantTransId: NUMBER, merchantRefundId: REFUND, ...body });

const refund = (reply: LaidOut) => gatewayWith([reply]).gateway.refund(request);

describe("giving money back", () => {
  it("is done when the answer is about this refund", async () => {
    const { gateway, sent } = gatewayWith([refunded({ refundAmount: { currency: "USD", value: "239" } })]);
    expect(await gateway.refund(request)).toEqual({ kind: "done" });
    expect(messageOf(sent[0]).body).toEqual({
      merchantId,
      merchantTransId: NUMBER,
      merchantRefundId: REFUND,
      refundAmount: { currency: "USD", value: "239" },
      refundReason: "Tea & Co = cold",
    });
  });

  it.each([
    ["JPY", 100n, "100"],
    ["KRW", 100n, "100"],
    ["USD", 1n, "1"],
    ["GBP", 1050n, "1050"],
    ["KWD", 1234n, "1234"],
  ])("P16 sends %s %s as %j, and knows it again", async (currency, minor, value) => {
    const { gateway, sent } = gatewayWith([refunded({ refundAmount: { currency, value } })]);
    expect(await gateway.refund({ ...request, amount: { minor, currency } })).toEqual({ kind: "done" });
    expect(messageOf(sent[0]).body.refundAmount).toEqual({ currency, value });
  });

  it("refuses before any call what cannot be sent", async () => {
    const { gateway, sent } = gatewayWith([]);
    expect(await gateway.refund({ ...request, amount: { minor: 0n, currency: "USD" } })).toEqual({
      kind: "refused",
      reason: "settings",
      code: "refundAmount: out_of_range",
      again: true,
    });
    expect(sent).toEqual([]);
  });

  it.each([
    ["", undefined],
    ["cold\ntea", "cold tea"],
    ["x".repeat(300), "x".repeat(256)],
  ])("fails for no reason that a person types: %j", async (reason, refundReason) => {
    const { gateway, sent } = gatewayWith([refunded()]);
    expect(await gateway.refund({ ...request, reason })).toEqual({ kind: "done" });
    expect(messageOf(sent[0]).body.refundReason).toBe(refundReason);
  });

  it("R5 repeats the same words under the same number, with a message id of its own", async () => {
    const { gateway, sent } = gatewayWith([noAnswer("timeout", true), refunded()]);
    expect(await gateway.refund(request)).toEqual({ kind: "unclear", why: "timeout" });
    expect(await gateway.refund(request)).toEqual({ kind: "done" });
    const [first, second] = sent.map(messageOf);
    expect(second.body).toEqual(first.body);
    expect(second.head.reqMsgId).not.toBe(first.head.reqMsgId);
  });

  it("goes to the account's own gateway, on the path that the contract names", async () => {
    const account = { config: testConfig({ paths: { refund: "/pay/back" } }) };
    const { gateway, sent } = gatewayWith([refunded()], { account });
    await gateway.refund(request);
    expect(gateway.origins).toEqual(["https://isupergw.alipaydev.com"]);
    expect(sent[0]?.url).toBe("https://isupergw.alipaydev.com/isupergw/pay/back");
  });

  it.each([
    ["F24 no answer in time", noAnswer("timeout", true), "timeout"],
    ["F30 a reset in the middle", noAnswer("reset", true), "reset"],
    ["no connection", noAnswer("refused", false), "refused"],
    ["F26 HTTP 502", () => answerOf("bad gateway", 502), "http_status"],
    ["F26 U", refusal("refund", "UNKNOWN_EXCEPTION", "U"), "UNKNOWN_EXCEPTION"],
    ["F34 the traffic limit", refusal("refund", "REQUEST_TRAFFIC_EXCEED_LIMIT"), "rate_limited"],
    ["a code that no page lists", refusal("refund", "NEVER_HEARD_OF"), "NEVER_HEARD_OF"],
    ["a repeat that is not ours", refusal("refund", "REPEAT_REQ_INCONSISTENT"), "REPEAT_REQ_INCONSISTENT"],
    ["another refund's answer", refunded({ merchantRefundId: "R2" }), "other_trade"],
    ["B16 another amount", refunded({ refundAmount: { currency: "USD", value: "238" } }), "bad_member"],
    ["B16 another currency", refunded({ refundAmount: { currency: "HKD", value: "239" } }), "bad_member"],
    ["B31 a contradiction", refusal("refund", "PROCESS_FAIL", "S"), "contradiction"],
    ["B27 an answer to another question", answered("payCancel"), "other_request"],
    [
      "B27 an unsigned refusal",
      () =>
        answerOf(
          JSON.stringify({
            response: responseMessage("refund", { resultInfo: { resultStatus: "F", resultCode: "PROCESS_FAIL" } }),
          }),
        ),
      "no_signature",
    ],
  ] as [string, LaidOut, string][])("R5 is unclear, never failed, after %s", async (_what, reply, why) => {
    expect(await refund(reply)).toEqual({ kind: "unclear", why });
  });

  /** codes.md section 4 and, by analogy, section 3. */
  it.each([
    ["SELLER_BALANCE_NOT_ENOUGH", "balance", true],
    ["MERCHANT_BALANCE_NOT_ENOUGH", "balance", true],
    ["REFUND_AMOUNT_EXCEED", "too_much", false],
    ["REFUND_AMT_RESTRICTION", "too_much", false],
    ["RETURN_AMOUNT_EXCEED", "too_much", false],
    ["REASON_TRADE_REFUND_FEE_ERR", "too_much", false],
    ["TRADE_HAS_FINISHED", "window_over", false],
    ["REFUND_WINDOW_EXCEED", "window_over", false],
    ["REASON_TRADE_BEEN_FREEZEN", "frozen", false],
    ["ORDER_NOT_EXIST", "unknown_reason", false],
    ["PROCESS_FAIL", "unknown_reason", false],
    ["PARAM_ILLEGAL", "settings", true],
    ["NO_INTERFACE_DEF", "settings", true],
    ["API_IS_INVALID", "settings", true],
    ["INVALID_SIGNATURE", "keys", true],
    ["KEY_NO_FOUND", "keys", true],
    ["KEY_NOT_FOUND", "keys", true],
    ["UNKNOWN_CLIENT", "keys", true],
    ["OAUTH_FAILED", "contract", true],
    ["ACCESS_DENIED", "contract", true],
    ["CLIENT_FORBIDDEN_ACCESS_API", "contract", true],
    ["INVALID_CLIENT_STATUS", "contract", true],
  ])("tells the cashier why, and whether the same number may be tried again: %s", async (code, reason, again) => {
    expect(await refund(refusal("refund", code))).toEqual({ kind: "refused", reason, code, again });
  });
});
