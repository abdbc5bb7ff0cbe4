import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf, merchantId, reqMsgId, responseMessage, signedAnswer, testConfig } from "../testing/account.ts";
import { buildRefund, parseRefund, type RefundInput } from "./refund.ts";

const refundAmount = { currency: "USD", value: "239" };
const input: RefundInput = {
  merchantTransId: "T20260301_0201",
  merchantRefundId: "R20260301_0201",
  refundAmount,
  refundReason: "Tea & Co = cold",
};
const done = {
  merchantTransId: "T20260301_0201",
  merchantRefundId: "R20260301_0201",
  refundAmount,
  refundId: "2026030120071015472013527472",
  refundTime: "2026-03-01T12:34:57+08:00",
};

const stamp = { at: new Date("2026-03-01T04:34:56Z"), reqMsgId };
const build = (changes: Partial<RefundInput> = {}, config = testConfig()) =>
  buildRefund({ ...input, ...changes }, config, stamp);
const parse = (body: Readonly<Record<string, unknown>>, of = input) =>
  parseRefund(signedAnswer("refund", body), testConfig(), { input: of, reqMsgId });
const result = (resultStatus: string, resultCode: string) => parse({ resultInfo: { resultStatus, resultCode } });

describe("the request of a refund", () => {
  it("goes to the common set, under a number of its own", async () => {
    const built = await build();
    if (!built.ok) throw new Error(built.field);
    expect(built.request.url).toBe("https://isupergw.alipaydev.com/isupergw/alipay/intl/acquiring/common/refund.htm");
    const { head, body } = JSON.parse(built.request.body).request;
    expect([head.function, head.version]).toEqual(["alipay.intl.acquiring.common.refund", "2.0.0"]);
    expect(body).toEqual({ merchantId, ...input });
  });

  it("goes where the contract says", async () => {
    const built = await build({}, testConfig({ paths: { refund: "/pay/back" } }));
    expect(built.ok && built.request.url).toBe("https://isupergw.alipaydev.com/isupergw/pay/back");
  });

  it.each([
    ["no number", { merchantRefundId: "" }, "merchantRefundId: missing"],
    ["a number too long", { merchantRefundId: "R".repeat(65) }, "merchantRefundId: too_long"],
    ["a trade's number with a blank", { merchantTransId: "T 1" }, "merchantTransId: malformed"],
    ["a reason too long", { refundReason: "x".repeat(257) }, "refundReason: too_long"],
    ["nothing to give back", { refundAmount: { currency: "USD", value: "0" } }, "refundAmount: out_of_range"],
    ["decimals", { refundAmount: { currency: "USD", value: "2.39" } }, "refundAmount: malformed"],
    ["a negative amount", { refundAmount: { currency: "USD", value: "-1" } }, "refundAmount: malformed"],
    ["no currency", { refundAmount: { currency: "", value: "1" } }, "refundAmount: malformed"],
  ])("is not made with %s", async (_, changes, refusal) => {
    const built = await build(changes);
    expect(built.ok ? "made" : `${built.field}: ${built.problem}`).toBe(refusal);
  });

  it("P16 I9 sends the smallest unit, for currencies with 0, 2 and 3 decimals, and knows it again", async () => {
    const money = fc.record({
      value: fc.bigInt({ min: 1n, max: 999_999_999_999n }).map(String),
      currency: fc.constantFrom("JPY", "KRW", "USD", "CNY", "KWD", "BHD"),
    });
    await fc.assert(
      fc.asyncProperty(money, async (amount) => {
        const built = await build({ refundAmount: amount });
        const sent = JSON.parse(built.ok ? built.request.body : "{}").request.body.refundAmount;
        expect(sent).toEqual(amount);
        expect(parse({ ...done, refundAmount: sent }, { ...input, refundAmount: amount })).toEqual({ kind: "done" });
      }),
      { numRuns: 30 },
    );
  });
});

describe("the answer to a refund", () => {
  it("is done with S, whether it tells of numbers and amount or not", () => {
    expect(parse(done)).toEqual({ kind: "done" });
    expect(parse({})).toEqual({ kind: "done" });
  });

  it.each([
    ["one unit less", { currency: "USD", value: "238" }],
    ["another currency", { currency: "HKD", value: "239" }],
    ["nothing", { currency: "USD", value: "0" }],
    ["a negative amount", { currency: "USD", value: "-239" }],
    ["null", null],
    ["no currency", { value: "239" }],
  ])("B16 is unclear when its amount is %s", (_, amount) => {
    expect(parse({ ...done, refundAmount: amount })).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it.each(["2.39", "0239", "+239", " 239", "239e0", "２３９", "NaN", "1".repeat(30), 239])(
    "B17 is unclear with the amount %j",
    (value) => {
      expect(parse({ ...done, refundAmount: { currency: "USD", value } })).toMatchObject({ why: "bad_member" });
    },
  );

  it.each(["merchantTransId", "merchantRefundId", "merchantId"])(
    "B27 is unclear when it is another's by %s, whatever it says",
    (name) => {
      expect(parse({ ...done, [name]: "X1" })).toMatchObject({ kind: "unclear", why: "other_trade" });
      const resultInfo = { resultStatus: "F", resultCode: "PROCESS_FAIL" };
      expect(parse({ ...done, resultInfo, [name]: "X1" })).toMatchObject({ kind: "unclear", why: "other_trade" });
    },
  );

  it("B27 is unclear when it is unsigned, or answers another question", () => {
    const unsigned = answerOf(JSON.stringify({ response: responseMessage("refund", done) }));
    const question = { input, reqMsgId };
    expect(parseRefund(unsigned, testConfig(), question)).toMatchObject({ kind: "unclear", why: "no_signature" });
    for (const answer of [signedAnswer("payCancel", done), signedAnswer("refund", done, { reqMsgId: "x" })]) {
      expect(parseRefund(answer, testConfig(), question)).toMatchObject({ kind: "unclear", why: "other_request" });
    }
  });

  it("B31 is unclear when status and code contradict each other", () => {
    expect(result("S", "PROCESS_FAIL")).toMatchObject({ kind: "unclear", why: "contradiction" });
    expect(result("F", "SUCCESS")).toMatchObject({ kind: "unclear", why: "contradiction" });
  });

  it.each([
    ["U", "UNKNOWN_EXCEPTION"],
    ["F", "REQUEST_TRAFFIC_EXCEED_LIMIT"],
    ["U", "REQUEST_TRAFFIC_EXCEED_LIMIT"],
    ["F", "REPEAT_REQ_INCONSISTENT"],
    ["F", "NEVER_HEARD_OF"],
  ])("R5 is unclear after %s with %s", (status, code) => {
    expect(result(status, code)).toMatchObject({ kind: "unclear", why: "code" });
  });

  it("is refused by a code that is listed", () => {
    expect(result("F", "PROCESS_FAIL")).toMatchObject({ kind: "refused", reaction: "fail" });
    expect(result("F", "PARAM_ILLEGAL")).toMatchObject({ kind: "refused", reaction: "fix" });
    expect(result("F", "ORDER_NOT_EXIST")).toMatchObject({ kind: "refused", reaction: "fail" });
  });
});
