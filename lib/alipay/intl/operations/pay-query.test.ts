import { describe, expect, it } from "vitest";
import { answerOf, merchantId, reqMsgId, responseMessage, signedAnswer, testConfig } from "../testing/account.ts";
import { buildPayQuery, parsePayQuery } from "./pay-query.ts";

const trade = { merchantTransId: "T20260301_0201" };
const acquirementId = "2026030120071015472013527471";
const orderAmount = { currency: "USD", value: "239" };
const known = { ...trade, acquirementId, orderAmount };
const stamp = { at: new Date("2026-03-01T04:34:56Z"), reqMsgId };

const parse = (body: Record<string, unknown>, statusMember: string | null = null) =>
  parsePayQuery(signedAnswer("payQuery", body), testConfig({ statusMember }), { input: trade, reqMsgId });

describe("the question", () => {
  it("names the order by the merchant's number", async () => {
    const sent = async (asked: { merchantTransId: string }) => {
      const built = await buildPayQuery(asked, testConfig(), stamp);
      if (!built.ok) return `${built.field}: ${built.problem}`;
      expect(built.request.url).toMatch(/\/alipay\/intl\/acquiring\/cashier\/payquery\.htm$/);
      return JSON.parse(built.request.body).request.body;
    };
    expect(await sent(trade)).toEqual({ merchantId, ...trade });
    expect(await sent({ merchantTransId: "T 1" })).toBe("merchantTransId: malformed");
    expect(await sent({ merchantTransId: "" })).toBe("merchantTransId: missing");
  });
});

describe("the answer", () => {
  it("tells ids and amount; that the question was answered says nothing of money", () => {
    expect(parse({ ...known, acquirementStatus: "SUCCESS" })).toEqual({
      kind: "acquirement",
      ...trade,
      acquirementId,
      orderAmount,
      status: null,
    });
  });

  it("B10 may hold members that no page knows", () => {
    expect(parse({ ...known, brandNew: { a: [1] } }).kind).toBe("acquirement");
  });

  it.each(["acquirementStatus", "tradeStatus"])("tells the status where the account says it stands: %s", (member) => {
    const body = { ...known, acquirementStatus: "SUCCESS", tradeStatus: "SUCCESS", [member]: "PAYING" };
    expect(parse(body, member)).toMatchObject({ status: "PAYING" });
  });

  it.each([undefined, null, "", 1, { value: "SUCCESS" }, ["SUCCESS"]])(
    "has no status with %j in its place",
    (value) => {
      expect(parse({ ...known, acquirementStatus: value }, "acquirementStatus")).toMatchObject({ status: null });
    },
  );

  it("holds the amount beside the ids or inside the order, and never two that differ", () => {
    const { orderAmount: _, ...ids } = known;
    expect(parse({ ...ids, order: { orderAmount } })).toMatchObject({ orderAmount });
    expect(parse({ ...known, order: { orderAmount } })).toMatchObject({ orderAmount });
    expect(parse({ ...known, order: { orderAmount: { ...orderAmount, value: "240" } } }).kind).toBe("unclear");
    expect(parse({ ...known, order: { orderAmount: { ...orderAmount, currency: "HKD" } } }).kind).toBe("unclear");
    expect(parse({ ...known, order: { orderAmount: null } }).kind).toBe("unclear");
    expect(parse({ ...ids, order: {} }).kind).toBe("unclear");
  });

  it.each([
    ["no amount", { orderAmount: undefined }],
    ["an amount that is a number", { orderAmount: { currency: "USD", value: 239 } }],
    ["an amount with decimals", { orderAmount: { currency: "USD", value: "2.39" } }],
    ["an amount as text", { orderAmount: "239" }],
    ["no number of ours", { merchantTransId: undefined }],
    ["no number of Alipay's", { acquirementId: undefined }],
    ["a number of Alipay's that is none", { acquirementId: "1'2" }],
    ["a number of Alipay's that is no text", { acquirementId: 1 }],
  ])("B16 B18 is unclear with %s", (_, change) => {
    expect(parse({ ...known, ...change })).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it("B27 is unclear about another order", () => {
    expect(parse({ ...known, merchantTransId: "T2" })).toMatchObject({ kind: "unclear", why: "other_trade" });
  });

  it("B27 is unclear when nobody signed it", () => {
    const answer = answerOf(JSON.stringify({ response: responseMessage("payQuery", known) }));
    expect(parsePayQuery(answer, testConfig(), { input: trade, reqMsgId })).toMatchObject({ why: "no_signature" });
  });

  it("P3 knows no order before the page is opened (clarification 11)", () => {
    expect(parse({ resultInfo: { resultStatus: "F", resultCode: "ORDER_NOT_EXIST" } })).toEqual({ kind: "not_exist" });
  });
});
