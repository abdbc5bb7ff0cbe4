import { describe, expect, it } from "vitest";
import { answerOf, gatewayRefusal, signedAnswer } from "#lib/alipay/mapi/testing/account.ts";
import type { Answer, NoAnswer } from "#lib/alipay/send.ts";
import { noAnswer } from "../testing/laid-out-sender.ts";
import { failed, gatewayWith, NUMBER, sentParams } from "./testing/laid-out-gateway.ts";

const REFUND = "01a2004d7c32732d95d28761f1a89aaa";

const request = {
  merchantNumber: NUMBER,
  refundNumber: REFUND,
  amount: { minor: 8888n, currency: "CNY" },
  reason: "Tea & Co = cold",
};

const refunded = (more: Record<string, string | undefined> = {}) =>
  signedAnswer({ result_code: "SUCCESS", partner_trans_id: NUMBER, partner_refund_id: REFUND, ...more });

const refund = (...answers: (Answer | NoAnswer)[]) => gatewayWith(answers).gateway.refund(request);

describe("giving money back", () => {
  it("is done when the answer is about this refund", async () => {
    const { gateway, sent } = gatewayWith([refunded({ refund_amount: "88.88", currency: "CNY" })]);
    expect(await gateway.refund(request)).toEqual({ kind: "done" });
    expect(sentParams(sent)).toMatchObject({
      service: "alipay.acquire.overseas.spot.refund",
      partner_trans_id: NUMBER,
      partner_refund_id: REFUND,
      refund_amount: "88.88",
      currency: "CNY",
      refund_reason: "Tea ＆ Co ＝ cold",
      is_sync: "Y",
    });
  });

  it.each([
    [1n, "USD", "0.01"],
    [8888n, "CNY", "88.88"],
    [100n, "JPY", "100"],
    [50_000n, "KRW", "50000"],
    [999_999_999n, "USD", "9999999.99"],
  ])("P16 writes %s of the smallest unit of %s as %s, and knows it again", async (minor, currency, text) => {
    const { gateway, sent } = gatewayWith([refunded({ refund_amount: text, currency })]);
    expect(await gateway.refund({ ...request, amount: { minor, currency } })).toEqual({ kind: "done" });
    expect(sentParams(sent)).toMatchObject({ refund_amount: text, currency });
  });

  it.each([
    [1_000_000_000n, "USD"],
    [10_000_000n, "JPY"],
    [0n, "USD"],
    [-1n, "USD"],
  ])("P16 refuses %s of the smallest unit of %s before any call (clarification 3)", async (minor, currency) => {
    const { gateway, sent } = gatewayWith([]);
    expect(await gateway.refund({ ...request, amount: { minor, currency } })).toMatchObject({
      kind: "refused",
      reason: "too_much",
      again: false,
    });
    expect(sent).toEqual([]);
  });

  it("P16 sends no amount of a currency whose decimals are not known here", async () => {
    const { gateway, sent } = gatewayWith([]);
    expect(await gateway.refund({ ...request, amount: { minor: 1000n, currency: "KWD" } })).toEqual({
      kind: "refused",
      reason: "settings",
      code: "currency: malformed",
      again: true,
    });
    expect(sent).toEqual([]);
  });

  it.each([
    ["", undefined],
    [" \n ", undefined],
    ["cold\r\ntea", "cold tea"],
    ["x".repeat(200), "x".repeat(128)],
    [`${"x".repeat(127)}😀`, "x".repeat(127)],
  ])("fails for no reason that a person types: %j", async (reason, refund_reason) => {
    const { gateway, sent } = gatewayWith([refunded()]);
    expect(await gateway.refund({ ...request, reason })).toEqual({ kind: "done" });
    expect(sentParams(sent).refund_reason).toBe(refund_reason);
  });

  it("R5 repeats the very same words under the same number", async () => {
    const { gateway, sent } = gatewayWith([noAnswer("timeout", true), refunded()]);
    expect(await gateway.refund(request)).toEqual({ kind: "unclear", why: "timeout" });
    expect(await gateway.refund(request)).toEqual({ kind: "done" });
    expect(sent[1]?.body).toBe(sent[0]?.body);
  });

  it.each([
    ["F24 no answer in time", noAnswer("timeout", true), "timeout"],
    ["F30 a reset in the middle", noAnswer("reset", true), "reset"],
    ["no connection", noAnswer("refused", false), "refused"],
    ["F26 HTTP 502", answerOf("bad gateway", { status: 502 }), "http_status"],
    ["F26 a system error", failed("SYSTEM_ERROR"), "SYSTEM_ERROR"],
    ["the result UNKNOWN", signedAnswer({ result_code: "UNKNOWN", partner_refund_id: REFUND }), "code"],
    ["the result UNKNOW", signedAnswer({ result_code: "UNKNOW" }), "code"],
    ["a code that no page lists", failed("NEVER_HEARD_OF"), "NEVER_HEARD_OF"],
    ["a repeat that is not ours", failed("DISCORDANT_REPEAT_REQUEST"), "DISCORDANT_REPEAT_REQUEST"],
    ["another refund's answer", refunded({ partner_refund_id: "R2" }), "other_trade"],
    ["B16 another amount", refunded({ refund_amount: "88.87", currency: "CNY" }), "bad_member"],
    ["B16 another currency", refunded({ refund_amount: "88.88", currency: "USD" }), "bad_member"],
    ["B31 an unsigned refusal", gatewayRefusal("ILLEGAL_SIGN"), "unsigned_refusal: ILLEGAL_SIGN"],
  ])("R5 is unclear, never failed, after %s", async (_what, answer, why) => {
    expect(await refund(answer)).toEqual({ kind: "unclear", why });
  });

  it("asks the backup host only for what provably never left for the main one", async () => {
    const hosts = { gateway: "https://main.example/gateway.do", backupGateway: "https://spare.example/gateway.do" };
    const { gateway, sent } = gatewayWith([noAnswer("timeout", false), refunded()], {}, hosts);
    expect(gateway.origins).toEqual(["https://main.example", "https://spare.example"]);
    expect(await gateway.refund(request)).toEqual({ kind: "done" });
    expect(sent.map(({ url }) => new URL(url).host)).toEqual(["main.example", "spare.example"]);
    expect(sent[1]?.body).toBe(sent[0]?.body);
    const lost = gatewayWith([noAnswer("timeout", true)], {}, hosts);
    expect((await lost.gateway.refund(request)).kind).toBe("unclear");
    expect(lost.sent).toHaveLength(1);
  });

  /** codes.md section 3, as far as a refund can be refused with it. */
  it.each([
    ["SELLER_BALANCE_NOT_ENOUGH", "balance", true],
    ["TRADE_HAS_FINISHED", "window_over", false],
    ["REFUND_AMT_RESTRICTION", "too_much", false],
    ["RETURN_AMOUNT_EXCEED", "too_much", false],
    ["REASON_TRADE_REFUND_FEE_ERR", "too_much", false],
    ["REASON_TRADE_BEEN_FREEZEN", "frozen", false],
    ["TRADE_NOT_EXIST", "unknown_reason", false],
    ["TRANS_NOT_FOUND", "unknown_reason", false],
    ["ACCESS_FORBIDDEN", "contract", true],
    ["AGREEMENT_NOT_EXIST", "contract", true],
    ["SELLER_NOT_EXIST", "contract", true],
    ["HAS_NO_PRIVILEGE", "contract", true],
    ["ILLEGAL_EXTERFACE", "contract", true],
    ["ILLEGAL_PARTNER_EXTERFACE", "contract", true],
    ["ILLEGAL_SERVICE", "contract", true],
    ["PARTNER_ERROR", "keys", true],
    ["ILLEGAL_SIGN", "keys", true],
    ["ILLEGAL_SIGN_TYPE", "keys", true],
    ["ILLEGAL_PARTNER", "keys", true],
    ["ILLEGAL_SECURITY_PROFILE", "keys", true],
    ["ILLEGAL_TIMESTAMP", "clock", true],
    ["INVALID_PARAMETER", "settings", true],
    ["ILLEGAL_ARGUMENT", "settings", true],
    ["ILLEGAL_CHARSET", "settings", true],
    ["ILLEGAL_ENCODING", "settings", true],
    ["ILLEGAL_CLIENT_IP", "settings", true],
    ["ILLEGAL_ANTI_PHISHING_KEY", "settings", true],
    ["EXIST_FORBIDDEN_WORD", "settings", true],
    ["CURRENCY_NOT_SUPPORT", "settings", true],
  ])("tells the cashier why, and whether the same number may be tried again: %s", async (code, reason, again) => {
    expect(await refund(failed(code))).toEqual({ kind: "refused", reason, code, again });
  });
});
