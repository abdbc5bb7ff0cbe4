import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../../testing/fixture.ts";
import { CANCEL, createMapiShop, EXTENSION, mapiOrder, PRECREATE, QUERY } from "../../testing/mapi-shop.ts";
import type { Params } from "../../testing/shop.ts";

const { simulator } = setUpSimulator();

const shop = () => simulator().mapi;
const control = (name: string, body: object) => simulator().control("POST", name, body);
const precreate = (outTradeNo: string, changed: Params = {}) => shop().call(PRECREATE, mapiOrder(outTradeNo, changed));
const query = (partner_trans_id: string) => shop().call(QUERY, { partner_trans_id });
const cancel = (content: Params) => shop().call(CANCEL, { timestamp: String(Date.now()), ...content });
const movements = async () => (await simulator().control("GET", "ledger")).movements as object[];

async function registerShop(partner: string) {
  const merchant = { generation: "mapi", partner, md5Key: "f".repeat(32) };
  await control("merchants", merchant);
  return createMapiShop({ ...shop(), ...merchant, signType: "MD5" });
}

describe("the content of a precreate", () => {
  const extend = (changed: object) => ({ extend_params: JSON.stringify({ ...EXTENSION, ...changed }) });
  const goods = (changed: object) => ({
    goods_detail: JSON.stringify([{ goodsId: "1", goodsName: "Tea", price: "12.34", quantity: "1", ...changed }]),
  });

  const good: readonly (readonly [string, Params, object])[] = [
    ["an amount without decimals", { total_fee: "10" }, { minor: "1000", currency: "USD" }],
    ["an amount with one decimal", { total_fee: "8.8" }, { minor: "880" }],
    ["the smallest amount", { total_fee: "0.01" }, { minor: "1" }],
    ["the largest amount", { total_fee: "999999999.99" }, { minor: "99999999999" }],
    ["whole yen", { total_fee: "100", trans_currency: "JPY" }, { minor: "100", currency: "JPY" }],
    ["whole won", { total_fee: "1000", trans_currency: "KRW" }, { minor: "1000", currency: "KRW" }],
    ["price times quantity", { price: "6.17", quantity: "2" }, { minor: "1234" }],
    ["full-width signs", { subject: "Tea ＆ cake ＝ 1" }, { subject: "Tea ＆ cake ＝ 1" }],
    ["goods", goods({}), {}],
    ["its seller by name", { seller_email: "shop@example.com", passback_parameters: "till=3" }, {}],
    ["no notify address", { notify_url: "" }, { notifyUrl: null }],
    ["what only samples show", { sendFormat: "normal", alipay_ca_request: "2", operator_id: "7" }, {}],
  ];
  it.each(good)("may have %s", async (_name, changed, code) => {
    const outTradeNo = "P1";
    expect(await precreate(outTradeNo, changed)).toMatchObject({ result_code: "SUCCESS" });
    const { codes } = await simulator().control("GET", "ledger");
    expect(codes).toMatchObject([{ outTradeNo, generation: "mapi", ...code }]);
  });

  const bad: readonly (readonly [string, Params, string?])[] = [
    ["no number", { out_trade_no: "" }],
    ["a long number", { out_trade_no: "x".repeat(65) }],
    ["no subject", { subject: "" }],
    ["a long subject", { subject: "x".repeat(257) }],
    ["an & in its subject", { subject: "a&b" }],
    ["a = in its subject", { subject: "a=b" }],
    ["a line end in its subject", { subject: "a\nb" }],
    ["no product", { product_code: "" }],
    ["another product", { product_code: "FACE_TO_FACE_PAYMENT" }],
    ["no amount", { total_fee: "" }],
    ["nothing to pay", { total_fee: "0.00" }, "TOTAL_FEE_EXCEED"],
    ["an amount below nothing", { total_fee: "-1" }],
    ["three decimals", { total_fee: "1.234" }],
    ["a zero in front", { total_fee: "01.00" }],
    ["a bare point", { total_fee: "1." }],
    ["a comma", { total_fee: "1,00" }],
    ["too many digits", { total_fee: "1000000000" }],
    ["yen with decimals", { total_fee: "100.00", trans_currency: "JPY" }],
    ["won with decimals", { total_fee: "100.0", trans_currency: "KRW" }],
    ["no price currency", { trans_currency: "" }],
    ["no settlement currency", { currency: "" }],
    ["a currency in lower case", { trans_currency: "usd" }, "CURRENCY_NOT_SUPPORT"],
    ["an unknown currency", { currency: "XYZ" }, "CURRENCY_NOT_SUPPORT"],
    ["another product of price and quantity", { price: "12.34", quantity: "2" }],
    ["a price without a quantity", { price: "12.34" }],
    ["a part of a piece", { price: "12.34", quantity: "1.0" }],
    ["another seller", { seller_id: "2088000000000000" }, "SELLER_NOT_EXIST"],
    ["a notify address of 191 characters", { notify_url: `http://shop/${"x".repeat(179)}` }],
    ["a notify address of another kind", { notify_url: "ftp://shop/" }],
    ["a long body", { body: "x".repeat(401) }],
    ["a life of nothing", { it_b_pay: "0m" }],
    ["a life in minutes of the other generation", { it_b_pay: "3min" }],
    ["a code that lives too long", { qr_code_it_b_pay: "16d" }],
    ["no store data", { extend_params: "" }],
    ["store data that are no object", { extend_params: "[]" }],
    ["no store id", extend({ store_id: undefined })],
    ["no store name", extend({ store_name: "" })],
    ["no second merchant", extend({ secondary_merchant_id: undefined })],
    ["no name of the second merchant", extend({ secondary_merchant_name: undefined })],
    ["an industry of three digits", extend({ secondary_merchant_industry: "581" })],
    ["an industry that is no text", extend({ secondary_merchant_industry: 5812 })],
    ["goods in snake_case", { goods_detail: '[{"goods_id":"1"}]' }],
    ["goods that are no array", { goods_detail: "{}" }],
    ["goods without a quantity", goods({ quantity: undefined })],
  ];
  const refusals = bad.map(([name, changed, code = "INVALID_PARAMETER"]) => [name, changed, code] as const);
  it.each(refusals)("is refused with %s", async (_name, changed, code) => {
    expect(await precreate("B1", changed)).toMatchObject({ result_code: "FAIL", detail_error_code: code });
    expect((await simulator().control("GET", "ledger")).codes).toEqual([]);
  });

  it("may be refused without a notify address when the contract wants one", async () => {
    await control("settings", { mapiNeedsNotifyUrl: true });
    expect(await precreate("B2")).toMatchObject({ detail_error_code: "INVALID_PARAMETER" });
    expect(await precreate("B2", { notify_url: "http://shop/" })).toMatchObject({ result_code: "SUCCESS" });
  });
});

describe("the same number", () => {
  it("gives the same code for the same content, at another time and with another notify address too", async () => {
    const first = await precreate("N1");
    const again = await precreate("N1", { timestamp: String(Date.now() + 5), notify_url: "http://shop/" });
    expect(again.qr_code).toBe(first.qr_code);
  });

  it("is refused with another content, and once it is paid or closed", async () => {
    await precreate("N2");
    expect(await precreate("N2", { total_fee: "12.35" })).toMatchObject({ detail_error_code: "CONTEXT_INCONSISTENT" });
    await control("pay", { outTradeNo: "N2" });
    expect(await precreate("N2")).toMatchObject({ detail_error_code: "TRADE_HAS_SUCCESS" });
    await cancel({ out_trade_no: "N2" });
    expect(await precreate("N2")).toMatchObject({ detail_error_code: "TRADE_HAS_CLOSE" });
  });

  it("is another order with another partner", async () => {
    const other = await registerShop("2088000000000044");
    await precreate("N3");
    const { tradeNo } = await control("pay", { outTradeNo: "N3" });
    for (const reference of [{ partner_trans_id: "N3" }, { alipay_trans_id: String(tradeNo) }]) {
      expect((await other.call(QUERY, reference)).detail_error_code).toBe("TRADE_NOT_EXIST");
    }
  });

  it("is another order in another generation, of one seller too", async () => {
    const { shop: openapi } = simulator();
    const same = await registerShop(openapi.sellerId);
    await same.call(PRECREATE, mapiOrder("N4"));
    const { tradeNo } = await control("pay", { outTradeNo: "N4" });
    for (const reference of [{ out_trade_no: "N4" }, { trade_no: tradeNo }]) {
      expect((await openapi.call("alipay.trade.query", reference)).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
    }
    expect(await same.call(QUERY, { partner_trans_id: "N4" })).toMatchObject({ alipay_trans_status: "TRADE_SUCCESS" });
    const order = { out_trade_no: "N4", total_amount: "1.00", subject: "Tea" };
    expect((await openapi.call("alipay.trade.precreate", order)).code).toBe("10000");
  });
});

describe("a query", () => {
  it("finds nothing before the scan, a trade after it, and its payment", async () => {
    await precreate("Q1");
    expect(await query("Q1")).toMatchObject({ result_code: "FAIL", detail_error_code: "TRADE_NOT_EXIST" });
    await control("scan", { outTradeNo: "Q1" });
    const waiting = await query("Q1");
    expect(waiting).toMatchObject({ result_code: "SUCCESS", alipay_trans_status: "WAIT_BUYER_PAY" });
    expect(waiting).not.toHaveProperty("alipay_pay_time");
    await control("pay", { outTradeNo: "Q1" });
    expect(await query("Q1")).toEqual({
      result_code: "SUCCESS",
      alipay_trans_status: "TRADE_SUCCESS",
      alipay_trans_id: expect.stringMatching(/^\d{28}$/),
      partner_trans_id: "Q1",
      out_trade_no: "Q1",
      alipay_buyer_login_id: expect.stringContaining("***"),
      alipay_buyer_user_id: expect.stringMatching(/^2088/),
      alipay_pay_time: expect.stringMatching(/^\d{14}$/),
      currency: "USD",
      trans_amount: "12.34",
      trans_amount_cny: "82.02",
      exchange_rate: "6.64640000",
      forex_total_fee: "12.34",
      trans_forex_rate: "1",
      payment_inst: "ALIPAYCN",
    });
  });

  it("goes by its own names: Alipay's number wins, and a precreate's is none", async () => {
    await precreate("Q2");
    const { tradeNo } = await control("scan", { outTradeNo: "Q2" });
    const found = await shop().call(QUERY, { alipay_trans_id: String(tradeNo), partner_trans_id: "something else" });
    expect(found.partner_trans_id).toBe("Q2");
    for (const wrong of [{ out_trade_no: "Q2" }, { trade_no: String(tradeNo) }, {}]) {
      expect(await shop().call(QUERY, wrong)).toMatchObject({ detail_error_code: "INVALID_PARAMETER" });
    }
  });

  it("tells the price, or by setting what is settled, and yen without decimals", async () => {
    await precreate("Q3", { total_fee: "1000", trans_currency: "JPY" });
    await control("pay", { outTradeNo: "Q3" });
    const told = { trans_amount_cny: "58.40", forex_total_fee: "8.79" };
    expect(await query("Q3")).toMatchObject({ currency: "JPY", trans_amount: "1000", ...told });
    await control("settings", { mapiQueryCurrency: "settlement" });
    expect(await query("Q3")).toMatchObject({ currency: "USD", trans_amount: "1000", ...told });
  });
});

describe("a cancel", () => {
  it("of an unscanned code succeeds without an action and leaves it payable", async () => {
    await precreate("C1");
    expect(await cancel({ out_trade_no: "C1" })).toEqual({
      result_code: "SUCCESS",
      out_trade_no: "C1",
      retry_flag: "N",
    });
    expect(await control("pay", { outTradeNo: "C1" })).toMatchObject({ status: "TRADE_SUCCESS" });
  });

  it("kills an unscanned code when the setting says so", async () => {
    await control("settings", { cancelKillsUnscannedCode: true });
    await precreate("C2");
    await cancel({ out_trade_no: "C2" });
    expect(await control("pay", { outTradeNo: "C2" })).toMatchObject({ httpStatus: 400 });
  });

  it("closes an unpaid trade, sends a paid one's money back, and moves nothing twice", async () => {
    await precreate("C3");
    await control("scan", { outTradeNo: "C3" });
    expect(await cancel({ out_trade_no: "C3" })).toMatchObject({ action: "close", retry_flag: "N" });
    await precreate("C4");
    const { tradeNo } = await control("pay", { outTradeNo: "C4" });
    expect(await cancel({ trade_no: String(tradeNo) })).toMatchObject({ action: "refund", out_trade_no: "C4" });
    expect(await cancel({ out_trade_no: "C4" })).not.toHaveProperty("action");
    await control("settings", { repeatedCancelNamesAction: true });
    expect(await cancel({ out_trade_no: "C4" })).toMatchObject({ action: "refund" });
    expect((await query("C4")).alipay_trans_status).toBe("TRADE_CLOSED");
    expect(await movements()).toMatchObject([
      { kind: "payment", minor: "1234", currency: "USD" },
      { kind: "refund", minor: "1234", currency: "USD" },
    ]);
  });

  it("of an unknown trade number finds none", async () => {
    expect(await cancel({ trade_no: "1" })).toMatchObject({
      result_code: "FAIL",
      detail_error_code: "TRADE_NOT_EXIST",
    });
    expect(await cancel({})).toMatchObject({ detail_error_code: "INVALID_PARAMETER" });
  });

  it("is too late when the business day and its 15 minutes are over", async () => {
    await precreate("C5", { it_b_pay: "15d" });
    await control("pay", { outTradeNo: "C5" });
    await control("settings", { timeFactor: 1_000_000 });
    // The window of at most 24 h and 15 min is over in 88 ms.
    const windowEnd = Date.now() + 88;
    await expect.poll(() => Date.now()).toBeGreaterThan(windowEnd);
    expect((await cancel({ out_trade_no: "C5" })).detail_error_code).toBe("TRADE_CANCEL_TIME_OUT");
    expect((await query("C5")).alipay_trans_status).toBe("TRADE_SUCCESS");
  });
});

describe("a life", () => {
  it("is written as in the other generation of this gateway: minutes are m", async () => {
    await precreate("L1", { it_b_pay: "90m" });
    await precreate("L2", { it_b_pay: "1d", qr_code_it_b_pay: "3m" });
    const { codes } = (await simulator().control("GET", "ledger")) as { codes: Record<string, string>[] };
    const minutes = (from = "", to = "") => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
    expect(codes.map((code) => minutes(code.madeAt, code.codeEndsAt))).toEqual([90, 3]);
    expect(codes.map((code) => minutes(code.madeAt, code.tradeEndsAt))).toEqual([90, 1440]);
  });
});
