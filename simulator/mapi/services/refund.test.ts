import { beforeEach, describe, expect, it } from "vitest";
import { offsetTo } from "../../testing/china-clock.ts";
import { setUpSimulator } from "../../testing/fixture.ts";
import { CANCEL, createMapiShop, mapiOrder, PRECREATE, QUERY, REFUND } from "../../testing/mapi-shop.ts";
import type { Params } from "../../testing/shop.ts";

const { simulator, shopServer } = setUpSimulator();

const shop = () => simulator().mapi;
const control = (name: string, body: object) => simulator().control("POST", name, body);
const refund = (partner_trans_id: string, changed: Params = {}) =>
  shop().call(REFUND, {
    partner_trans_id,
    partner_refund_id: `${partner_trans_id}-1`,
    refund_amount: "2.34",
    currency: "USD",
    is_sync: "Y",
    ...changed,
  });
const statusOf = async (partner_trans_id: string) =>
  (await shop().call(QUERY, { partner_trans_id })).alipay_trans_status;
const movements = async () => (await simulator().control("GET", "ledger")).movements as object[];
const clock = (text: string, daysLater = 0) => control("settings", { clockOffsetMs: offsetTo(text, daysLater) });

async function pay(outTradeNo: string, changed: Params = {}): Promise<void> {
  await shop().call(PRECREATE, mapiOrder(outTradeNo, { notify_url: shopServer().url, ...changed }));
  await control("pay", { outTradeNo });
}

/** By day: refunds that are carried out at once rest at night. */
beforeEach(() => clock("12:00"));

describe("alipay.acquire.overseas.spot.refund", () => {
  it("gives back parts, and closes the trade with the last one", async () => {
    await pay("R1");
    expect(await refund("R1")).toEqual({
      alipay_trans_id: expect.stringMatching(/^\d{28}$/),
      currency: "USD",
      exchange_rate: "6.64640000",
      partner_refund_id: "R1-1",
      partner_trans_id: "R1",
      refund_amount: "2.34",
      refund_amount_cny: "15.55",
      result_code: "SUCCESS",
    });
    expect(await statusOf("R1")).toBe("TRADE_SUCCESS");
    await refund("R1", { partner_refund_id: "R1-2", refund_amount: "10" });
    expect(await statusOf("R1")).toBe("TRADE_CLOSED");
    expect(await movements()).toMatchObject([
      { kind: "payment" },
      { minor: "234", currency: "USD" },
      { minor: "1000" },
    ]);
  });

  it("moves money once for one number, and answers a repeat alike", async () => {
    await pay("R2");
    const first = await refund("R2", { refund_amount: "12.34" });
    expect(await refund("R2", { refund_amount: "12.34" })).toEqual(first);
    expect(await movements()).toHaveLength(2);
  });

  it("refuses the same number with another amount or for another trade, and more than what is left", async () => {
    await pay("R3");
    await pay("R4");
    await refund("R3");
    for (const other of [refund("R3", { refund_amount: "2.35" }), refund("R4", { partner_refund_id: "R3-1" })]) {
      expect(await other).toMatchObject({ result_code: "FAIL", detail_error_code: "DISCORDANT_REPEAT_REQUEST" });
    }
    const more = await refund("R3", { partner_refund_id: "R3-2", refund_amount: "10.01" });
    expect(more.detail_error_code).toBe("RETURN_AMOUNT_EXCEED");
  });

  it("refuses what is not there, not paid, finished, or cannot be paid back", async () => {
    const codeOf = async (outTradeNo: string) => (await refund(outTradeNo)).detail_error_code;
    expect(await codeOf("R5")).toBe("TRADE_NOT_EXIST");
    await shop().call(PRECREATE, mapiOrder("R5"));
    await control("scan", { outTradeNo: "R5" });
    expect(await codeOf("R5")).toBe("REASON_TRADE_STATUS_INVALID");
    await pay("R6");
    await control("settings", { sellerBalanceEmpty: true });
    expect(await codeOf("R6")).toBe("SELLER_BALANCE_NOT_ENOUGH");
    const cancelled = await shop().call(CANCEL, { timestamp: String(Date.now()), out_trade_no: "R6" });
    expect(cancelled.detail_error_code).toBe("SELLER_BALANCE_NOT_ENOUGH");
    await control("finish", { outTradeNo: "R6" });
    expect(await codeOf("R6")).toBe("TRADE_HAS_FINISHED");
    expect(await movements()).toHaveLength(1);
  });

  it("counts in whole yen", async () => {
    await pay("R7", { total_fee: "100", trans_currency: "JPY" });
    const yen = { currency: "JPY" };
    expect((await refund("R7", { ...yen, refund_amount: "30.00" })).detail_error_code).toBe("INVALID_PARAMETER");
    expect(await refund("R7", { ...yen, refund_amount: "30" })).toMatchObject({ refund_amount: "30", currency: "JPY" });
    expect(await movements()).toContainEqual(expect.objectContaining({ minor: "30", currency: "JPY" }));
  });

  it.each([
    ["no refund number", { partner_refund_id: "" }],
    ["the order's number for its own", { partner_refund_id: "R8" }],
    ["a long number", { partner_refund_id: "x".repeat(65) }],
    ["no order", { partner_trans_id: "" }],
    ["no amount", { refund_amount: "" }],
    ["nothing", { refund_amount: "0.00" }],
    ["three decimals", { refund_amount: "1.234" }],
    ["more than nine digits", { refund_amount: "10000000.00" }],
    ["no currency", { currency: "" }],
    ["another currency than the payment's", { currency: "CNY" }],
    ["a long reason", { refund_reason: "x".repeat(129) }],
    ["a wish to have it carried out later", { is_sync: "N" }],
    ["no word on when it is carried out", { is_sync: "" }],
    ["a notify address of another kind", { notify_url: "ftp://shop/" }],
  ])("is refused with %s", async (_name, changed) => {
    await pay("R8");
    expect(await refund("R8", changed)).toMatchObject({ result_code: "FAIL", detail_error_code: "INVALID_PARAMETER" });
    expect(await movements()).toHaveLength(1);
  });

  it("rests from 00:00 to 01:30 in China, repeats included", async () => {
    await clock("23:59");
    await pay("R9");
    expect((await refund("R9")).result_code).toBe("SUCCESS");
    for (const [time, error] of [
      ["00:00", "EXTERFACE_IS_CLOSED"],
      ["01:29", "EXTERFACE_IS_CLOSED"],
      ["01:30", undefined],
    ] as const) {
      await clock(time, 1);
      const wish = { partner_trans_id: "R9", partner_refund_id: "R9-1", refund_amount: "2.34", currency: "USD" };
      const answer = await shop().send(shop().sign(shop().params(REFUND, { ...wish, is_sync: "Y" })));
      expect([time, answer.error]).toEqual([time, error]);
    }
    expect(await movements()).toHaveLength(2);
  });

  it("is not notified", async () => {
    await control("settings", { notifyStatuses: ["TRADE_SUCCESS", "TRADE_CLOSED"] });
    await pay("R10");
    await refund("R10", { refund_amount: "12.34" });
    await expect.poll(() => shopServer().received).toHaveLength(1);
    expect((await simulator().control("GET", "ledger")).notices).toHaveLength(1);
  });

  it("does not find another partner's trade", async () => {
    const merchant = { generation: "mapi", partner: "2088000000000006", md5Key: "f".repeat(32) };
    await control("merchants", merchant);
    const other = createMapiShop({ ...shop(), ...merchant, signType: "MD5" });
    await pay("R11");
    const wish = {
      partner_trans_id: "R11",
      partner_refund_id: "R11-1",
      refund_amount: "1",
      currency: "USD",
      is_sync: "Y",
    };
    expect((await other.call(REFUND, wish)).detail_error_code).toBe("TRADE_NOT_EXIST");
  });
});

describe("the business day of a cancel", () => {
  const cancel = (out_trade_no: string) => shop().call(CANCEL, { timestamp: String(Date.now()), out_trade_no });

  it("ends at 00:15 of the next day in China; then a refund goes on", async () => {
    await clock("23:50");
    await pay("D1");
    await pay("D2");
    await clock("00:14", 1);
    expect(await cancel("D1")).toMatchObject({ result_code: "SUCCESS", action: "refund" });
    await clock("00:16", 1);
    expect(await cancel("D2")).toMatchObject({ result_code: "FAIL", detail_error_code: "TRADE_CANCEL_TIME_OUT" });
    await clock("02:00", 1);
    expect(await refund("D2")).toMatchObject({ result_code: "SUCCESS" });
  });

  it("gives back what is left after a part", async () => {
    await pay("D3");
    await refund("D3");
    expect(await cancel("D3")).toMatchObject({ action: "refund" });
    expect(await movements()).toMatchObject([{ kind: "payment" }, { minor: "234" }, { minor: "1000" }]);
  });
});
