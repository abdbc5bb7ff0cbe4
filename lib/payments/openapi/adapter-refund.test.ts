import { describe, expect, it } from "vitest";
import { answerOf, signedAnswer } from "#lib/alipay/openapi/testing/account.ts";
import { noAnswer } from "../testing/laid-out-sender.ts";
import { gatewayWith, methodOf, NUMBER, refusal, sentContent } from "./testing/laid-out-gateway.ts";

const request = {
  merchantNumber: NUMBER,
  refundNumber: "r1a2004d7c32732d95d28761f1a899eb",
  amount: { minor: 2850n, currency: "CNY" },
  reason: "cold tea",
};
const moved = {
  code: "10000",
  msg: "Success",
  out_trade_no: NUMBER,
  trade_no: "2026030122001400000000000001",
  fund_change: "Y",
  refund_fee: "88.88",
};
const found = {
  code: "10000",
  msg: "Success",
  out_trade_no: NUMBER,
  out_request_no: request.refundNumber,
  refund_status: "REFUND_SUCCESS",
  refund_amount: "28.50",
  total_amount: "88.88",
};

describe("giving money back", () => {
  const answered = (changes: object = {}) => signedAnswer("refund", { ...moved, ...changes });
  const refund = (answer: Parameters<typeof gatewayWith>[0][number]) => gatewayWith([answer]).gateway.refund(request);

  it("R1 names the trade, its own number, the yuan and the reason", async () => {
    const { gateway, sent } = gatewayWith([answered()]);
    expect(await gateway.refund(request)).toEqual({ kind: "done" });
    expect(methodOf(sent[0])).toBe("alipay.trade.refund");
    expect(sentContent(sent)).toEqual({
      out_trade_no: NUMBER,
      refund_amount: "28.50",
      out_request_no: request.refundNumber,
      refund_reason: "cold tea",
    });
  });

  it("R5 repeats with the same words under the same number", async () => {
    const { gateway, sent } = gatewayWith([noAnswer("timeout", true), answered()]);
    expect(await gateway.refund(request)).toEqual({ kind: "unclear", why: "timeout" });
    expect(await gateway.refund(request)).toEqual({ kind: "done" });
    expect(sent[0]?.body).toBe(sent[1]?.body);
  });

  it.each([{ fund_change: "N" }, { fund_change: undefined }])(
    "F39 is not proved with %j: the repeat of a refund that was done says so too",
    async (changes) => {
      expect(await refund(answered(changes))).toEqual({ kind: "unclear", why: "not_proven" });
    },
  );

  it.each([
    ["F26 a system error", refusal("refund", "ACQ.SYSTEM_ERROR")],
    ["F26 an unavailable service", refusal("refund", "isp.unknow-error", "20000")],
    ["a call limit", refusal("refund", "isv.app-call-limited", "40005")],
    ["a code that no page lists", refusal("refund", "ACQ.NEVER_HEARD_OF")],
    ["the number under another amount", refusal("refund", "ACQ.DISCORDANT_REPEAT_REQUEST")],
    ["a state that is not refundable now", refusal("refund", "ACQ.TRADE_STATUS_ERROR")],
    ["another word for it", refusal("refund", "ACQ.REASON_TRADE_STATUS_INVALID")],
    ["F26 an HTML page", answerOf("<html>busy</html>")],
    ["an unsigned refusal", answerOf('{"error_response":{"code":"40002","sub_code":"isv.invalid-app-id"}}')],
    ["F24 no answer in time", noAnswer("timeout", true)],
    ["F22 no connection", noAnswer("refused", false)],
  ])("R5 is unclear, never failed, after %s", async (_what, answer) => {
    expect(await refund(answer)).toMatchObject({ kind: "unclear" });
  });

  it("says the gateway's own word of what is unclear", async () => {
    expect(await refund(refusal("refund", "ACQ.DISCORDANT_REPEAT_REQUEST"))).toEqual({
      kind: "unclear",
      why: "ACQ.DISCORDANT_REPEAT_REQUEST",
    });
  });

  it.each([
    ["ACQ.SELLER_BALANCE_NOT_ENOUGH", "balance"],
    ["ACQ.REFUND_CHARGE_ERROR", "balance"],
    ["ACQ.INVALID_PARAMETER", "settings"],
  ])("is refused for now with %s: the same number may go through later", async (subCode, reason) => {
    expect(await refund(refusal("refund", subCode))).toEqual({ kind: "refused", reason, code: subCode, again: true });
  });

  it.each([
    ["isv.invalid-timestamp", "40002", "clock"],
    ["isv.invalid-signature", "40002", "keys"],
    ["isv.insufficient-isv-permissions", "40006", "contract"],
    ["aop.app-auth-token-time-out", "20001", "settings"],
    ["isv.something-new", "40001", "settings"],
  ])("is refused before any business with %s, which a person can mend", async (subCode, code, reason) => {
    expect(await refund(refusal("refund", subCode, code))).toEqual({
      kind: "refused",
      reason,
      code: subCode,
      again: true,
    });
  });

  it.each([
    ["ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "too_much"],
    ["ACQ.REFUND_FEE_ERROR", "too_much"],
    ["ACQ.REASON_TRADE_REFUND_FEE_ERR", "too_much"],
    ["ACQ.REASON_TRADE_BEEN_FREEZEN", "frozen"],
    ["ACQ.TRADE_HAS_FINISHED", "window_over"],
    ["ACQ.NOT_ALLOW_PARTIAL_REFUND", "partial_not_allowed"],
    ["ACQ.TRADE_NOT_ALLOW_REFUND", "contract"],
    ["ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND", "contract"],
    ["ACQ.BUYER_ERROR", "customer_account"],
    ["ACQ.CUSTOMER_VALIDATE_ERROR", "customer_account"],
    ["ACQ.REFUND_ACCOUNT_NOT_EXIST", "customer_account"],
    ["ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST", "settings"],
    ["ACQ.ALLOC_AMOUNT_VALIDATE_ERROR", "settings"],
    ["ACQ.OVERDRAFT_AGREEMENT_NOT_MATCH", "contract"],
    ["ACQ.TRADE_NOT_EXIST", "unknown_reason"],
  ])("is refused for good with %s", async (subCode, reason) => {
    expect(await refund(refusal("refund", subCode))).toEqual({ kind: "refused", reason, code: subCode, again: false });
  });

  it.each([
    ["999999.99", 99_999_999n],
    // Nine characters are all there are (clarification 2).
    ["1000000", 100_000_000n],
    ["0.01", 1n],
  ])("writes %s yuan exactly", async (text, minor) => {
    const { gateway, sent } = gatewayWith([answered()]);
    await gateway.refund({ ...request, amount: { minor, currency: "CNY" } });
    expect(sentContent(sent).refund_amount).toBe(text);
  });

  it("refuses before any call what the interface cannot say", async () => {
    const { gateway, sent } = gatewayWith([]);
    const large = { ...request, amount: { minor: 100_000_001n, currency: "CNY" } };
    expect(await gateway.refund(large)).toMatchObject({ kind: "refused", reason: "too_much", again: false });
    const dollars = { ...request, amount: { minor: 1n, currency: "USD" } };
    expect(await gateway.refund(dollars)).toMatchObject({ kind: "refused", reason: "settings", again: false });
    expect(await gateway.refund({ ...request, refundNumber: "r 1" })).toMatchObject({ reason: "settings" });
    expect(sent).toEqual([]);
  });

  it.each([
    ["tea & cake = cold", "tea ＆ cake ＝ cold"],
    [" one\r\ntwo\u0000 ", "one two"],
    ["茶".repeat(300), "茶".repeat(256)],
    [`${"x".repeat(255)}🍵`, "x".repeat(255)],
    ["\ud800", "\ufffd"],
    [" ", undefined],
  ])("never fails for its reason: %j", async (typed, sentReason) => {
    const { gateway, sent } = gatewayWith([answered()]);
    expect(await gateway.refund({ ...request, reason: typed })).toEqual({ kind: "done" });
    expect(sentContent(sent).refund_reason).toBe(sentReason);
  });
});

describe("asking what became of a refund", () => {
  const ask = (changes: object) =>
    gatewayWith([signedAnswer("refund_query", { ...found, ...changes })]).gateway.queryRefund?.(request);

  it("R5 is asked by both numbers", async () => {
    const { gateway, sent } = gatewayWith([signedAnswer("refund_query", found)]);
    expect(await gateway.queryRefund?.(request)).toEqual({ kind: "done" });
    expect(methodOf(sent[0])).toBe("alipay.trade.fastpay.refund.query");
    expect(sentContent(sent)).toEqual({ out_trade_no: NUMBER, out_request_no: request.refundNumber });
  });

  it("R5 hears that it is done from an answer with just the members that the page lists", async () => {
    expect(await ask({ out_trade_no: undefined })).toEqual({ kind: "done" });
  });

  it("hears that nothing has moved yet", async () => {
    expect(await ask({ refund_status: undefined, refund_amount: undefined })).toEqual({ kind: "not_done" });
  });

  it("F39 is unclear when another amount went back under this number", async () => {
    expect(await ask({ refund_amount: "28.51" })).toEqual({ kind: "unclear", why: "bad_member" });
  });

  it.each([
    ["a refusal", refusal("refund_query", "ACQ.TRADE_NOT_EXIST"), "ACQ.TRADE_NOT_EXIST"],
    ["a wrong clock", refusal("refund_query", "isv.invalid-timestamp", "40002"), "isv.invalid-timestamp"],
    ["a system error", refusal("refund_query", "ACQ.SYSTEM_ERROR"), "ACQ.SYSTEM_ERROR"],
    ["no answer", noAnswer("reset", true), "reset"],
  ])("R5 has learnt nothing from %s", async (_what, answer, why) => {
    expect(await gatewayWith([answer]).gateway.queryRefund?.(request)).toEqual({ kind: "unclear", why });
  });
});

it("tells where its calls go", () => {
  const { gateway } = gatewayWith([], {}, { gateway: "https://openapi.alipay.com/gateway.do" });
  expect(gateway.origins).toEqual(["https://openapi.alipay.com"]);
});
