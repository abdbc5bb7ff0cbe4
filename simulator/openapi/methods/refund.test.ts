import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../merchants/keys.ts";
import { setUpSimulator } from "../../testing/fixture.ts";
import { createShop } from "../../testing/shop.ts";

const { simulator, precreate, call } = setUpSimulator();

const control = (name: string, body: object) => simulator().control("POST", name, body);
const refund = (outTradeNo: string, changed: object = {}) =>
  call("refund", { out_trade_no: outTradeNo, refund_amount: "2.34", out_request_no: `${outTradeNo}-1`, ...changed });
const ask = (outTradeNo: string, out_request_no: string, more: object = {}) =>
  call("fastpay.refund.query", { out_trade_no: outTradeNo, out_request_no, ...more });
const movements = async () => (await simulator().control("GET", "ledger")).movements as object[];

async function pay(outTradeNo: string): Promise<string> {
  await precreate(outTradeNo);
  return (await control("pay", { outTradeNo })).tradeNo as string;
}

describe("alipay.trade.refund", () => {
  it("gives back parts, tells the sum of all, and closes the trade with the last one", async () => {
    const tradeNo = await pay("R1");
    expect(await refund("R1")).toEqual({
      code: "10000",
      msg: "Success",
      trade_no: tradeNo,
      out_trade_no: "R1",
      buyer_logon_id: expect.stringContaining("***"),
      buyer_user_id: expect.stringMatching(/^2088/),
      fund_change: "Y",
      refund_fee: "2.34",
      send_back_fee: "2.34",
      gmt_refund_pay: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
    expect((await call("query", { out_trade_no: "R1" })).trade_status).toBe("TRADE_SUCCESS");
    const rest = await refund("R1", { refund_amount: "10", out_request_no: "R1-2" });
    expect(rest).toMatchObject({ fund_change: "Y", refund_fee: "12.34", send_back_fee: "10.00" });
    expect((await call("query", { out_trade_no: "R1" })).trade_status).toBe("TRADE_CLOSED");
    expect(await movements()).toMatchObject([{ kind: "payment" }, { minor: "234" }, { minor: "1000" }]);
  });

  it("moves money once for one number: a repeat answers N, also when the trade is closed by it", async () => {
    await pay("R2");
    await refund("R2", { refund_amount: "12.34" });
    const repeated = await refund("R2", { refund_amount: "12.34" });
    expect(repeated).toMatchObject({ code: "10000", fund_change: "N", refund_fee: "12.34" });
    expect(await movements()).toHaveLength(2);
  });

  it("refuses the same number with another amount, or for another trade", async () => {
    await pay("R3");
    await pay("R4");
    await refund("R3");
    for (const other of [refund("R3", { refund_amount: "2.35" }), refund("R4", { out_request_no: "R3-1" })]) {
      expect(await other).toMatchObject({ code: "40004", sub_code: "ACQ.DISCORDANT_REPEAT_REQUEST" });
    }
    expect(await movements()).toHaveLength(3);
  });

  it("gives back no more than was paid, however it is parted", async () => {
    await pay("R5");
    await refund("R5");
    const tooMuch = await refund("R5", { refund_amount: "10.01", out_request_no: "R5-2" });
    expect(tooMuch.sub_code).toBe("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
    const all = ["a", "b", "c"].map((part) => refund("R5", { refund_amount: "5.00", out_request_no: `R5-${part}` }));
    const codes = (await Promise.all(all)).map(({ code }) => code);
    expect(codes.sort()).toEqual(["10000", "10000", "40004"]);
  });

  it("takes the order's number for a whole refund without one, and refuses a part without one", async () => {
    await pay("R6");
    const noNumber = { out_request_no: undefined };
    expect((await refund("R6", noNumber)).sub_code).toBe("ACQ.INVALID_PARAMETER");
    expect(await refund("R6", { ...noNumber, refund_amount: "12.34" })).toMatchObject({ fund_change: "Y" });
    expect(await ask("R6", "R6")).toMatchObject({ refund_status: "REFUND_SUCCESS" });
  });

  it("refuses what is not there, not paid, or closed", async () => {
    expect((await refund("R7")).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
    await precreate("R7");
    expect((await refund("R7")).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
    await control("scan", { outTradeNo: "R7" });
    expect((await refund("R7")).sub_code).toBe("ACQ.TRADE_STATUS_ERROR");
    await call("cancel", { out_trade_no: "R7" });
    expect((await refund("R7")).sub_code).toBe("ACQ.TRADE_STATUS_ERROR");
  });

  it.each([
    ["no amount", { refund_amount: undefined }],
    ["nothing", { refund_amount: "0.00" }],
    ["less than nothing", { refund_amount: "-1" }],
    ["a number instead of a text", { refund_amount: 1 }],
    ["ten characters of money", { refund_amount: "1000000.00" }],
    ["three decimals", { refund_amount: "1.234" }],
    ["a long number", { out_request_no: "x".repeat(65) }],
    ["a long reason", { refund_reason: "x".repeat(257) }],
    ["another currency", { refund_currency: "USD" }],
    ["options that are no list", { query_options: "gmt_refund_pay" }],
    ["no order", { out_trade_no: undefined }],
  ])("is refused with %s", async (_name, changed) => {
    await pay("R8");
    expect(await refund("R8", changed)).toMatchObject({ code: "40004", sub_code: "ACQ.INVALID_PARAMETER" });
    expect(await movements()).toHaveLength(1);
  });

  it("does not find another merchant's trade", async () => {
    const keys = makeKeyPair();
    const merchant = { appId: "9021000000000005", sellerId: "2088000000000005", publicKey: keys.publicKey };
    await control("merchants", merchant);
    const other = createShop({ ...simulator().shop, ...merchant, merchantPrivateKey: keys.privateKey });
    const tradeNo = await pay("R9");
    const content = { trade_no: tradeNo, refund_amount: "12.34", out_request_no: "R9-1" };
    for (const method of ["alipay.trade.refund", "alipay.trade.fastpay.refund.query"]) {
      expect((await other.call(method, content)).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
    }
  });
});

describe("alipay.trade.fastpay.refund.query", () => {
  it("tells a refund by its number, with what was asked for besides", async () => {
    const tradeNo = await pay("Q1");
    await refund("Q1", { refund_reason: "broken" });
    const known = {
      code: "10000",
      msg: "Success",
      trade_no: tradeNo,
      out_trade_no: "Q1",
      out_request_no: "Q1-1",
      refund_reason: "broken",
      total_amount: "12.34",
      refund_amount: "2.34",
      refund_status: "REFUND_SUCCESS",
    };
    expect(await ask("Q1", "Q1-1")).toEqual(known);
    const query_options = ["gmt_refund_pay", "refund_detail_item_list"];
    expect(await ask("Q1", "Q1-1", { query_options })).toEqual({
      ...known,
      gmt_refund_pay: expect.any(String),
      refund_detail_item_list: [{ fund_channel: "ALIPAYACCOUNT", amount: "2.34" }],
    });
  });

  it("is a success without members for a refund that never was, and for one of another trade", async () => {
    await pay("Q2");
    await pay("Q3");
    await refund("Q3");
    for (const number of ["Q2-1", "Q3-1"]) expect(await ask("Q2", number)).toEqual({ code: "10000", msg: "Success" });
    expect((await ask("Q4", "Q4-1")).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
    expect((await call("fastpay.refund.query", { out_trade_no: "Q2" })).sub_code).toBe("ACQ.INVALID_PARAMETER");
  });

  it("does not know a fresh refund yet, and names no status, by setting", async () => {
    await pay("Q5");
    await refund("Q5");
    await control("settings", { refundQueryLagSeconds: 3600 });
    expect(await ask("Q5", "Q5-1")).toEqual({ code: "10000", msg: "Success" });
    await control("settings", { refundQueryLagSeconds: 0, refundQueryNamesStatus: false });
    const old = await ask("Q5", "Q5-1");
    expect([old.refund_amount, old.refund_status]).toEqual(["2.34", undefined]);
  });
});
