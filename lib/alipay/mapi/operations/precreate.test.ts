import { describe, expect, it } from "vitest";
import { answerOf, signedAnswer, signedXml, testConfig } from "../testing/account.ts";
import { buildPrecreate, type PrecreateInput, parsePrecreate } from "./precreate.ts";

const config = testConfig({ settlementCurrency: "HKD" });
const at = new Date("2026-03-01T04:34:56Z");
const sale: PrecreateInput = {
  out_trade_no: "T20260301_0001",
  subject: "咖啡",
  total_fee: "88.88",
  trans_currency: "USD",
};

/** "ok", or the field and what is wrong with it. `unknown` stands for callers whose types were not checked. */
async function verdict(changes: Readonly<Record<string, unknown>>, account = config): Promise<string> {
  const built = await buildPrecreate({ ...sale, ...changes } as PrecreateInput, account, at);
  return built.ok ? "ok" : `${built.field}: ${built.problem}`;
}

describe("the request for a code", () => {
  it("carries price and settlement currency apart, the product, and the store in extend_params", async () => {
    const built = await buildPrecreate(
      { ...sale, it_b_pay: "3m", qr_code_it_b_pay: "3m", notify_url: "https://pos.example/n?a=1&b=2" },
      config,
      at,
    );
    expect(built.ok && Object.fromEntries(new URLSearchParams(built.request.body))).toEqual({
      service: "alipay.acquire.precreate",
      partner: "2088000000000001",
      seller_id: "2088000000000001",
      product_code: "OVERSEAS_MBARCODE_PAY",
      out_trade_no: "T20260301_0001",
      subject: "咖啡",
      total_fee: "88.88",
      trans_currency: "USD",
      currency: "HKD",
      it_b_pay: "3m",
      qr_code_it_b_pay: "3m",
      notify_url: "https://pos.example/n?a=1&b=2",
      timestamp: "1772339696000",
      extend_params: JSON.stringify(config.store),
      sign_type: "MD5",
      sign: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it.each([
    { out_trade_no: "a".repeat(64) },
    { total_fee: "0.01" },
    { total_fee: "999999999.99" },
    { total_fee: "100", trans_currency: "JPY" },
    { total_fee: "999999999", trans_currency: "KRW" },
    { total_fee: "1.00", trans_currency: "CNY" },
    { subject: "字".repeat(256), body: "x".repeat(400) },
    { show_url: `https://pos.example/${"x".repeat(380)}` },
    { notify_url: `https://pos.example/${"x".repeat(170)}` },
    { it_b_pay: "1m", qr_code_it_b_pay: "15d" },
    { it_b_pay: "1c" },
    { passback_parameters: "till%3D3" },
  ])("may hold %j", async (changes) => {
    expect(await verdict(changes)).toBe("ok");
  });

  it.each([
    [{ out_trade_no: "" }, "out_trade_no: missing"],
    [{ out_trade_no: "a".repeat(65) }, "out_trade_no: too_long"],
    [{ out_trade_no: "T-1" }, "out_trade_no: malformed"],
    [{ subject: undefined }, "subject: missing"],
    [{ subject: "字".repeat(257) }, "subject: too_long"],
    [{ subject: "a\nb" }, "subject: malformed"],
    [{ subject: "\ud800" }, "subject: malformed"],
    [{ body: "x".repeat(401) }, "body: too_long"],
    [{ total_fee: "0.00" }, "total_fee: malformed"],
    [{ total_fee: "88.8" }, "total_fee: malformed"],
    [{ total_fee: "88" }, "total_fee: malformed"],
    [{ total_fee: "1000000000.00" }, "total_fee: too_long"],
    [{ total_fee: "100.00", trans_currency: "JPY" }, "total_fee: malformed"],
    [{ total_fee: "88.880", trans_currency: "KWD" }, "trans_currency: malformed"],
    [{ trans_currency: "TWD" }, "trans_currency: malformed"],
    [{ trans_currency: "usd" }, "trans_currency: malformed"],
    [{ trans_currency: undefined }, "trans_currency: missing"],
    [{ show_url: "pos.example" }, "show_url: malformed"],
    [{ notify_url: "pos.example/notify" }, "notify_url: malformed"],
    [{ notify_url: `https://pos.example/${"x".repeat(171)}` }, "notify_url: too_long"],
    [{ it_b_pay: "16d" }, "it_b_pay: malformed"],
    [{ qr_code_it_b_pay: "5min" }, "qr_code_it_b_pay: malformed"],
    [{ passback_parameters: "100%" }, "passback_parameters: malformed"],
    [{ total_amount: "1.00" }, "total_amount: unknown_field"],
  ])("is refused before sending with %j", async (changes, expected) => {
    expect(await verdict(changes)).toBe(expected);
  });

  it.each([{ subject: "x&total_fee=999.00&z=" }, { body: "a=b" }, { passback_parameters: "a=b&c=d" }])(
    "B8 never carries & or = in a text that comes back signed: %j",
    async (changes) => {
      expect(await verdict(changes)).toBe(`${Object.keys(changes)[0]}: ambiguous_character`);
    },
  );

  it.each([
    [{ secondary_merchant_industry: "581" }, "secondary_merchant_industry: malformed"],
    [{ secondary_merchant_industry: "FOOD" }, "secondary_merchant_industry: malformed"],
    [{ secondary_merchant_id: "" }, "secondary_merchant_id: missing"],
    [{ secondary_merchant_name: " " }, "secondary_merchant_name: missing"],
    [{ store_id: "A&B" }, "store_id: ambiguous_character"],
    [{ store_name: "x".repeat(257) }, "store_name: too_long"],
    [{ terminal_id: "a=b" }, "terminal_id: ambiguous_character"],
  ])("names the store's setting that may not be sent: %j", async (changes, expected) => {
    expect(await verdict({}, testConfig({ store: { ...config.store, ...changes } }))).toBe(expected);
  });

  it("names the account's setting that may not be sent", async () => {
    expect(await verdict({}, testConfig({ sellerId: "2088" }))).toBe("seller_id: malformed");
    expect(await verdict({}, testConfig({ settlementCurrency: "KWD" }))).toBe("currency: malformed");
    expect(await verdict({}, testConfig({ partner: "" }))).toBe("partner: missing");
    const { store_name: _, ...store } = config.store;
    expect(await verdict({}, testConfig({ store: store as typeof config.store }))).toBe("store_name: missing");
  });
});

describe("the answer to it", () => {
  const created = { result_code: "SUCCESS", out_trade_no: sale.out_trade_no, qr_code: "https://qr.alipay.com/bax1" };
  const parse = (members: Record<string, string | undefined>) => parsePrecreate(signedAnswer(members), config, sale);

  it("holds the code", () => {
    expect(parse(created)).toEqual({
      kind: "created",
      out_trade_no: "T20260301_0001",
      qr_code: "https://qr.alipay.com/bax1",
    });
  });

  it.each([
    ["no code", { ...created, qr_code: undefined }, "bad_member"],
    ["an empty code", { ...created, qr_code: "" }, "bad_member"],
    ["another trade number", { ...created, out_trade_no: "T2" }, "other_trade"],
    ["no trade number", { ...created, out_trade_no: undefined }, "bad_member"],
  ])("is unclear with %s", (_, members, why) => {
    expect(parse(members)).toMatchObject({ kind: "unclear", why });
  });

  it("B31 is unclear when the code stands beside the signed members", () => {
    const { qr_code: code, ...signed } = created;
    const beside = signedXml(signed).replace("<sign>", `<qr_code>${code}</qr_code><sign>`);
    expect(parsePrecreate(answerOf(beside), config, sale)).toMatchObject({ kind: "unclear", why: "bad_structure" });
  });
});
