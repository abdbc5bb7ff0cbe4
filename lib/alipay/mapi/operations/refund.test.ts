import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalText } from "#lib/money/money.ts";
import requestVectors from "../../vectors/mapi-request-sign.json" with { type: "json" };
import { mapiCurrencies } from "../amount.ts";
import { signParams } from "../request.ts";
import { answerOf, elements, gatewayRefusal, signedAnswer, signedXml, testConfig } from "../testing/account.ts";
import { buildRefund, parseRefund, type RefundInput } from "./refund.ts";

const config = testConfig();
const input: RefundInput = {
  out_trade_no: "T20260301_0101",
  partner_refund_id: "R20260301_0101",
  refund_amount: "0.01",
  currency: "USD",
  refund_reason: "returned",
};
const done = {
  result_code: "SUCCESS",
  partner_trans_id: "T20260301_0101",
  alipay_trans_id: "2026030122001401701436761112",
  partner_refund_id: "R20260301_0101",
  refund_amount: "0.01",
  currency: "USD",
  exchange_rate: "7.1",
  refund_amount_cny: "0.07",
};

const build = (changes: Partial<RefundInput> = {}) => buildRefund({ ...input, ...changes }, config);
const parse = (members: Readonly<Record<string, string | undefined>>, of = input) =>
  parseRefund(signedAnswer({ ...done, ...members }), config, of);
const failed = (code: string) => ({ result_code: "FAIL", detail_error_code: code });

describe("the request of a refund", () => {
  it("asks for the money to move now, under a number of its own", async () => {
    const built = await build();
    const { sign, ...params } = Object.fromEntries(new URLSearchParams(built.ok ? built.request.body : ""));
    expect(params).toEqual({
      service: "alipay.acquire.overseas.spot.refund",
      partner: config.partner,
      partner_trans_id: "T20260301_0101",
      partner_refund_id: "R20260301_0101",
      refund_amount: "0.01",
      currency: "USD",
      refund_reason: "returned",
      is_sync: "Y",
      sign_type: "MD5",
    });
  });

  it("is the vector's, but for the address of a notice that a refund of this moment never sends", async () => {
    const vector = requestVectors.cases.find(({ name }) => name === "refund sync");
    const { notify_url, ...params } = Object.fromEntries(Object.entries(vector?.params ?? {}));
    expect(notify_url).toBeDefined();
    const built = await buildRefund(input, testConfig({ partner: params.partner ?? "" }));
    const sent = new URLSearchParams(built.ok ? built.request.body : "");
    expect(sent.get("sign")).toBe(await signParams(params, config));
  });

  it.each([
    [
      "the trade's own number",
      { partner_refund_id: "T20260301_0101" },
      { field: "partner_refund_id", problem: "malformed" },
    ],
    ["no number", { partner_refund_id: "" }, { field: "partner_refund_id", problem: "missing" }],
    ["a number too long", { partner_refund_id: "R".repeat(65) }, { field: "partner_refund_id", problem: "too_long" }],
    ["a number with a blank", { out_trade_no: "T 1" }, { field: "out_trade_no", problem: "malformed" }],
    [
      "a currency that is not listed",
      { currency: "KWD", refund_amount: "0.010" },
      { field: "currency", problem: "malformed" },
    ],
    ["a reason too long", { refund_reason: "x".repeat(129) }, { field: "refund_reason", problem: "too_long" }],
    [
      "a reason that cuts the sign string",
      { refund_reason: "a&b=c" },
      { field: "refund_reason", problem: "ambiguous_character" },
    ],
    ["a reason on two lines", { refund_reason: "a\nb" }, { field: "refund_reason", problem: "malformed" }],
  ])("is not made with %s", async (_, changes, refusal) => {
    expect(await build(changes)).toEqual({ ok: false, ...refusal });
  });

  it.each([
    ["9999999.99", "USD"],
    ["9999999", "JPY"],
    ["9999999", "KRW"],
    ["0.01", "USD"],
    ["1", "JPY"],
  ])("P16 may give back %s %s", async (refund_amount, currency) => {
    expect(await build({ refund_amount, currency })).toMatchObject({ ok: true });
  });

  it.each([
    ["10000000.00", "USD"],
    ["10000000", "JPY"],
    ["999999999.99", "USD"],
  ])(
    "P16 is not made above 9999999.99: %s %s goes back in parts (clarification 3)",
    async (refund_amount, currency) => {
      expect(await build({ refund_amount, currency })).toMatchObject({
        field: "refund_amount",
        problem: "out_of_range",
      });
    },
  );

  it.each([
    ["0.00", "USD"],
    ["0", "JPY"],
    ["-0.01", "USD"],
    ["1", "USD"],
    ["1.5", "USD"],
    ["1.00", "JPY"],
    ["1.50", "KRW"],
    ["1e1", "USD"],
    ["１", "JPY"],
  ])("B17 is not made with the amount %s %s", async (refund_amount, currency) => {
    expect(await build({ refund_amount, currency })).toMatchObject({ field: "refund_amount", problem: "malformed" });
  });

  it("P16 I9 sends the shop's money as it is, with no decimals and with two", async () => {
    const money = fc.record({
      minor: fc.bigInt({ min: 1n, max: 9_999_999n }),
      currency: fc.constantFrom(...mapiCurrencies),
    });
    await fc.assert(
      fc.asyncProperty(money, async (amount) => {
        const text = decimalText(amount);
        const built = await build({ refund_amount: text, currency: amount.currency });
        const sent = new URLSearchParams(built.ok ? built.request.body : "");
        expect([sent.get("refund_amount"), sent.get("currency")]).toEqual([text, amount.currency]);
        const of = { ...input, refund_amount: text, currency: amount.currency };
        expect(parse({ refund_amount: text, currency: amount.currency }, of)).toEqual({ kind: "done" });
      }),
      { numRuns: 50 },
    );
  });
});

describe("the answer to a refund", () => {
  it("is done with SUCCESS, also on a repeat (clarification 12)", () => {
    expect(parse({})).toEqual({ kind: "done" });
  });

  it("need not tell amount and currency, nor both numbers", () => {
    const silent = { refund_amount: undefined, currency: undefined };
    expect(parse({ ...silent, partner_trans_id: undefined })).toEqual({ kind: "done" });
    expect(parse({ ...silent, partner_refund_id: undefined })).toEqual({ kind: "done" });
    expect(parse({ refund_amount: "", currency: "" })).toEqual({ kind: "done" });
  });

  it("may write the amount as Alipay's samples do (seed-notes 0.16)", () => {
    const of = { ...input, refund_amount: "8.80" };
    expect(parse({ refund_amount: "8.8" }, of)).toEqual({ kind: "done" });
  });

  it.each([
    ["one unit more", { refund_amount: "0.02" }],
    ["nothing", { refund_amount: "0.00" }],
    ["a negative amount", { refund_amount: "-0.01" }],
    ["another currency", { currency: "HKD" }],
    ["the currency in small letters", { currency: "usd" }],
  ])("B16 is unclear when it tells of %s", (_, members) => {
    expect(parse(members)).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it.each(["0.010", "1e-2", "+0.01", "00.01", "0,01", " 0.01", "０.０１", "NaN", "1".repeat(30)])(
    "B17 is unclear with the amount %j",
    (refund_amount) => {
      expect(parse({ refund_amount })).toMatchObject({ kind: "unclear", why: "bad_member" });
    },
  );

  it("B30 is unclear with an amount in character data", () => {
    const members = { ...done, refund_amount: undefined };
    const response = `<alipay>${elements(members)}<refund_amount><![CDATA[0.01]]></refund_amount></alipay>`;
    const answer = answerOf(signedXml(done, { response }));
    expect(parseRefund(answer, config, input)).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it.each(["partner_trans_id", "partner_refund_id", "out_trade_no"])(
    "B27 is unclear when it is another's by %s, whatever it says",
    (name) => {
      expect(parse({ [name]: "X1" })).toMatchObject({ kind: "unclear", why: "other_trade" });
      const refused = { ...failed("SELLER_BALANCE_NOT_ENOUGH"), [name]: "X1" };
      expect(parse(refused)).toMatchObject({ kind: "unclear", why: "other_trade" });
    },
  );

  it("B27 is unclear when it names no number of ours: such an answer could be anybody's", () => {
    expect(parseRefund(signedAnswer({ result_code: "SUCCESS" }), config, input)).toMatchObject({
      kind: "unclear",
      why: "bad_member",
    });
  });

  it.each([
    ["is not signed", signedXml(done).replace(/<sign>.*<\/sign>/, ""), "no_signature"],
    [
      "is signed for another amount",
      signedXml({ ...done, refund_amount: "0.02" }).replace("0.02", "0.01"),
      "bad_signature",
    ],
    ["comes with an error", signedXml({ ...done, detail_error_code: "SYSTEM_ERROR" }), "contradiction"],
    ["has no result", signedXml({ ...done, result_code: undefined }), "bad_result"],
  ])("B31 is unclear when it %s", (_, body, why) => {
    expect(parseRefund(answerOf(body), config, input)).toMatchObject({ kind: "unclear", why });
  });

  it.each(["ILLEGAL_SIGN", "ILLEGAL_ARGUMENT", "SYSTEM_ERROR", "TRADE_NOT_EXIST"])(
    "B31 is unclear with an unsigned %s: an earlier call may have moved the money",
    (code) => {
      expect(parseRefund(gatewayRefusal(code), config, input)).toMatchObject({
        kind: "unclear",
        why: "unsigned_refusal",
        error: { code },
      });
    },
  );

  it.each([
    ["UNKNOWN", { result_code: "UNKNOWN" }],
    ["UNKNOW", { result_code: "UNKNOW" }],
    ["a system error", failed("SYSTEM_ERROR")],
    ["a number that is known with another amount", failed("DISCORDANT_REPEAT_REQUEST")],
    ["a code that no page lists", failed("NEVER_HEARD_OF")],
  ])("R5 is unclear after %s", (_, members) => {
    expect(parse(members)).toMatchObject({ kind: "unclear", why: "code" });
  });

  it("is refused by a signed word alone", () => {
    expect(parse(failed("SELLER_BALANCE_NOT_ENOUGH"))).toEqual({
      kind: "refused",
      reaction: "fail",
      code: "SELLER_BALANCE_NOT_ENOUGH",
      date: null,
    });
  });
});
