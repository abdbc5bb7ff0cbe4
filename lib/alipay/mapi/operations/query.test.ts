import { describe, expect, it } from "vitest";
import { answerOf, elements, signedAnswer, signedXml, signMembers, testConfig } from "../testing/account.ts";
import { buildQuery, parseQuery } from "./query.ts";

const config = testConfig();
const input = { out_trade_no: "T1", trans_currency: "USD" };
const paid = {
  result_code: "SUCCESS",
  partner_trans_id: "T1",
  out_trade_no: "T1",
  alipay_trans_id: "2026030122001401701436761112",
  alipay_trans_status: "TRADE_SUCCESS",
  alipay_buyer_login_id: "132****6685",
  alipay_pay_time: "20260301203510",
  currency: "USD",
  trans_amount: "0.01",
  forex_total_fee: "0.01",
};
const parse = (changes: Readonly<Record<string, string | undefined>>, account = config, trans_currency = "USD") =>
  parseQuery(signedAnswer({ ...paid, ...changes }), account, { ...input, trans_currency });

describe("the query of a trade", () => {
  it("is asked by our own number, under the name that this service has for it", async () => {
    const built = await buildQuery(input, config);
    const params = new URLSearchParams(built.ok ? built.request.body : "");
    expect([params.get("partner_trans_id"), params.has("out_trade_no"), params.has("alipay_trans_id")]).toEqual([
      "T1",
      false,
      false,
    ]);
    expect(await buildQuery({ ...input, out_trade_no: "T'1" }, config)).toMatchObject({
      field: "out_trade_no",
      problem: "malformed",
    });
  });

  it("tells state, number, price, buyer and time", () => {
    expect(parse({})).toEqual({
      kind: "trade",
      alipay_trans_status: "TRADE_SUCCESS",
      out_trade_no: "T1",
      alipay_trans_id: "2026030122001401701436761112",
      price: { minor: 1n, currency: "USD" },
      alipay_buyer_login_id: "132****6685",
      alipay_pay_time: "20260301203510",
    });
  });

  it.each(["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"])("knows the state %s", (status) => {
    expect(parse({ alipay_trans_status: status })).toMatchObject({ kind: "trade", alipay_trans_status: status });
  });

  it.each(["trade_success", "TRADE_PENDING", "", " TRADE_SUCCESS", undefined])(
    "B19 is unclear with the state %j",
    (alipay_trans_status) => {
      expect(parse({ alipay_trans_status })).toMatchObject({ kind: "unclear", why: "bad_member" });
    },
  );

  it.each([
    ["0.01", "USD", 1n],
    ["8.8", "GBP", 880n],
    ["10", "HKD", 1000n],
    ["100", "JPY", 100n],
  ])("B17 reads %s %s", (trans_amount, currency, minor) => {
    expect(parse({ trans_amount, currency })).toMatchObject({ price: { minor, currency } });
  });

  it.each(["12.340", "1e1", "-12.34", "12,34", " 12.34", "１２.３４", "1".repeat(30), "", undefined])(
    "B17 is unclear with the amount %j",
    (trans_amount) => {
      expect(parse({ trans_amount })).toMatchObject({ kind: "unclear", why: "bad_member" });
    },
  );

  it.each(["KWD", "TWD", "usd", "", undefined])("is unclear with the currency %j", (currency) => {
    expect(parse({ currency })).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it("B30 is unclear when an amount is written as CDATA", () => {
    const { trans_amount, ...rest } = paid;
    const response = `<alipay>${elements(rest)}<trans_amount><![CDATA[${trans_amount}]]></trans_amount></alipay>`;
    const answer = answerOf(signedXml(paid, { response }));
    expect(signedXml(paid, { response })).toContain(signMembers(paid));
    expect(parseQuery(answer, config, input)).toMatchObject({ kind: "unclear", why: "bad_member" });
    const numbered = response.replace(/<!\[CDATA\[0(.*)\]\]>/, "&#48;$1");
    expect(numbered).toContain("<trans_amount>&#48;.01</trans_amount>");
    expect(parseQuery(answerOf(signedXml(paid, { response: numbered })), config, input).kind).toBe("unclear");
  });

  it("is unclear for another or no trade number", () => {
    expect(parse({ partner_trans_id: "T2" })).toMatchObject({ why: "other_trade" });
    expect(parse({ out_trade_no: "T2" })).toMatchObject({ why: "other_trade" });
    for (const name of ["partner_trans_id", "out_trade_no"]) expect(parse({ [name]: undefined }).kind).toBe("trade");
    expect(parse({ partner_trans_id: undefined, out_trade_no: undefined })).toMatchObject({ why: "bad_member" });
    expect(parse({ alipay_trans_id: "1;2" })).toMatchObject({ why: "bad_member" });
  });
});

describe("the money of a query, where price and settlement currency differ (clarification 4)", () => {
  const settling = testConfig({ queryCurrency: "settlement", settlementCurrency: "USD" });
  const yen = { trans_amount: "100", forex_total_fee: "0.67" };
  const price = { minor: 100n, currency: "JPY" };
  const money = (members: Record<string, string | undefined>, config = settling) =>
    parse({ ...yen, ...members }, config, "JPY");

  it("is trans_amount in `currency` for an account that says price", () => {
    const pricing = testConfig({ queryCurrency: "price", settlementCurrency: "USD" });
    expect(money({ currency: "JPY" }, pricing)).toMatchObject({ price });
    // The account's setting is wrong: whatever comes out is never yen.
    expect(money({ currency: "USD" }, pricing)).toMatchObject({ price: { currency: "USD" } });
  });

  it("is trans_amount in the price's currency for one that says settlement, when the answer names the settlement's", () => {
    expect(money({ currency: "USD" })).toMatchObject({ price });
    expect(money({ currency: "JPY" })).toMatchObject({ price });
    expect(money({ currency: "GBP" })).toMatchObject({ price: { currency: "GBP" } });
  });

  it("is in the currency that the answer itself names for the price", () => {
    expect(money({ currency: "USD", trans_currency: "JPY" })).toMatchObject({ price });
    expect(money({ currency: "USD", trans_currency: "KRW" })).toMatchObject({ price: { currency: "KRW" } });
  });

  it("B16 is never another amount than the one that was told", () => {
    expect(money({ currency: "USD", trans_amount: "101" })).toMatchObject({ price: { minor: 101n } });
    expect(money({ currency: "USD", trans_amount: "0.67" })).toMatchObject({ why: "bad_member" });
    expect(money({ currency: "USD", trans_amount: undefined })).toMatchObject({ why: "bad_member" });
  });
});
