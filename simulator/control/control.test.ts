import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../testing/fixture.ts";
import { PREPARE } from "../testing/intl-shop.ts";
import { mapiOrder, PRECREATE } from "../testing/mapi-shop.ts";
import { isGenuine } from "../testing/shop-server.ts";

const { simulator, shopServer, precreate, call, restart } = setUpSimulator();

const control = (method: string, name: string, body?: object) => simulator().control(method, name, body);

describe("the control port", () => {
  it("answers nobody without the token", async () => {
    const url = `http://127.0.0.1:${simulator().controlPort}/_control/ledger`;
    const headers = [{}, { authorization: "Bearer wrong" }, { authorization: simulator().controlToken }];
    const answers = await Promise.all(headers.map((one) => fetch(url, { headers: one })));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it("is not to be had on the public port", async () => {
    const headers = { authorization: `Bearer ${simulator().controlToken}` };
    expect((await fetch(`${simulator().origin}/_control/ledger`, { headers })).status).toBe(404);
  });

  it("names its calls to who asks for another, and refuses what is no JSON object", async () => {
    expect(await control("GET", "nothing")).toMatchObject({ httpStatus: 404, calls: expect.any(Array) });
    expect(await control("POST", "faults", [])).toMatchObject({ httpStatus: 400 });
  });

  it("keeps a book of codes, trades, movements, notices and requests", async () => {
    const text = await precreate("B1");
    await control("POST", "pay", { outTradeNo: "B1" });
    await call("query", { out_trade_no: "B1" });
    await expect
      .poll(() => control("GET", "ledger"))
      .toMatchObject({
        codes: [{ outTradeNo: "B1", text, minor: "1234", killed: false }],
        trades: [{ outTradeNo: "B1", status: "TRADE_SUCCESS", refundedMinor: "0" }],
        movements: [{ kind: "payment", outTradeNo: "B1", minor: "1234", currency: "CNY" }],
        notices: [{ outTradeNo: "B1", deliveries: [{ status: 200, body: "success", acknowledged: true }] }],
        requests: [
          {
            ...{
              generation: "openapi",
              operation: "alipay.trade.precreate",
              outTradeNo: "B1",
              verdict: "10000",
              faults: [],
            },
            content: { biz_content: expect.stringContaining('"total_amount":"12.34"') },
          },
          { operation: "alipay.trade.query", verdict: "10000" },
        ],
      });
  });

  it("shows the amounts of MAPI and intl as they were sent, and no signature", async () => {
    const { mapi, intl } = simulator();
    await mapi.call(PRECREATE, mapiOrder("B4", { total_fee: "100", trans_currency: "JPY" }));
    const order = { orderAmount: { currency: "CNY", value: "8888" }, orderTitle: "Tea" };
    await intl.call(PREPARE, intl.order("B4", { order }));
    const { requests } = (await control("GET", "ledger")) as { requests: Record<string, unknown>[] };
    expect(requests).toMatchObject([
      { generation: "mapi", outTradeNo: "B4", content: { total_fee: "100", trans_currency: "JPY", sign_type: "MD5" } },
      { generation: "intl", outTradeNo: "B4", content: { body: { order } } },
    ]);
    expect(JSON.stringify(requests)).not.toMatch(/"sign"|signature/);
  });

  it("tells apart the orders of two generations that use one number", async () => {
    const { intl } = simulator();
    await precreate("B5");
    await intl.call(PREPARE, intl.order("B5"));
    await control("POST", "pay", { outTradeNo: "B5", sellerId: intl.merchantId });
    expect((await control("GET", "ledger")).trades).toMatchObject([{ generation: "intl", status: "TRADE_SUCCESS" }]);
  });

  it("forgets everything but the merchants at a reset", async () => {
    await precreate("B2");
    await control("POST", "settings", { timeFactor: 5 });
    await control("POST", "faults", { name: "hang" });
    await control("POST", "reset");
    const empty = { codes: [], trades: [], movements: [], notices: [], requests: [], faults: [] };
    expect(await control("GET", "ledger")).toMatchObject({ ...empty, settings: { timeFactor: 1 } });
    await restart();
    expect(await control("GET", "ledger")).toMatchObject(empty);
    expect(await precreate("B2")).toContain("/w/");
  });

  it("keeps changed settings over a restart and refuses wrong ones by name", async () => {
    await control("POST", "settings", { notifications: false });
    await restart();
    expect(await control("GET", "settings")).toMatchObject({ notifications: false, timeFactor: 1 });
    expect(await control("POST", "settings", { timeFactor: 0 })).toMatchObject({ httpStatus: 400 });
    for (const wrong of [
      { mapiAnswerCharset: "UTF-16" },
      { mapiQueryCurrency: "both" },
      { mapiRawAmpersand: 1 },
      { intlStatusMember: "result.status" },
      { intlUrl: "medium" },
      { intlValidSeconds: -1 },
    ]) {
      expect(await control("POST", "settings", wrong)).toMatchObject({ httpStatus: 400 });
    }
    expect(await control("POST", "settings", { colour: "red" })).toMatchObject({ error: "there is no setting colour" });
  });

  it.each([
    ["no key", { publicKey: "x" }],
    ["a seller of another kind", { sellerId: "1" }],
    ["another generation", { generation: "none" }],
    ["a MAPI partner of another kind", { generation: "mapi", partner: "1", md5Key: "0".repeat(32) }],
    ["a short MD5 key", { generation: "mapi", partner: "2088000000000009", md5Key: "0" }],
    ["an MD5 key for RSA", { generation: "mapi", partner: "2088000000000009", signType: "RSA", publicKey: "0" }],
    [
      "a third form of time",
      { generation: "mapi", partner: "2088000000000009", md5Key: "0".repeat(32), timestamp: "unix" },
    ],
    ["no intl client", { generation: "intl", merchantId: "1", productCode: "1" }],
    ["no intl product", { generation: "intl", clientId: "1", merchantId: "1" }],
    ["MD5 for intl", { generation: "intl", clientId: "1", merchantId: "1", productCode: "1", signType: "MD5" }],
  ])("does not take a merchant with %s", async (_name, changed) => {
    const merchant = { appId: "1", sellerId: "2088000000000009", publicKey: simulator().shop.alipayPublicKey };
    expect(await control("POST", "merchants", { ...merchant, ...changed })).toMatchObject({ httpStatus: 400 });
  });

  it("sends a well-signed notification with changed fields on demand, and tells the shop's answer", async () => {
    await precreate("B3");
    shopServer().answer = { status: 200, body: "failure" };
    const overrides = { trade_status: "TRADE_SUCCESS", total_amount: "0.01", seller_id: null };
    const reply = await control("POST", "notify", { outTradeNo: "B3", overrides });
    expect(reply).toMatchObject({ status: 200, body: "failure" });
    const [notice] = shopServer().received;
    expect(notice?.fields).toMatchObject({ out_trade_no: "B3", total_amount: "0.01", trade_status: "TRADE_SUCCESS" });
    expect(notice?.fields).not.toHaveProperty("seller_id");
    expect(notice && isGenuine(simulator().shop, notice)).toBe(true);
  });
});
