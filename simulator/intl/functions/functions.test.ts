import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../merchants/keys.ts";
import { setUpSimulator } from "../../testing/fixture.ts";
import { createIntlShop, PAY_CANCEL, PAY_QUERY, PREPARE } from "../../testing/intl-shop.ts";

const { simulator } = setUpSimulator();

const shop = () => simulator().intl;
const control = (name: string, body: object) => simulator().control("POST", name, body);
const prepare = async (merchantTransId: string) =>
  (await shop().call(PREPARE, shop().order(merchantTransId))).paymentSiteUrl ?? "";
const query = (merchantTransId: string) => ask(PAY_QUERY, { merchantTransId });
const cancel = (merchantTransId: string) => ask(PAY_CANCEL, { merchantTransId });
const ask = (name: string, reference: object) => shop().call(name, { merchantId: shop().merchantId, ...reference });
const movements = async () => (await simulator().control("GET", "ledger")).movements as object[];

describe("payQuery", () => {
  it("knows no order before its page is opened, then tells its ids, its amount and its status", async () => {
    const page = await prepare("Q1");
    expect((await query("Q1")).resultInfo).toMatchObject({ resultStatus: "F", resultCode: "ORDER_NOT_EXIST" });
    await fetch(page);
    expect(await query("Q1")).toEqual({
      resultInfo: { resultStatus: "S", resultCodeId: "00000000", resultCode: "SUCCESS", resultMsg: "success" },
      acquirementId: expect.stringMatching(/^\d{28}$/),
      merchantTransId: "Q1",
      merchantId: shop().merchantId,
      orderAmount: { currency: "USD", value: "1234" },
      acquirementStatus: "PAYING",
    });
    await fetch(`${page}/pay`, { method: "POST" });
    expect((await query("Q1")).acquirementStatus).toBe("SUCCESS");
  });

  it("calls a declined and an expired order closed, and a cancelled one cancelled", async () => {
    await prepare("Q2");
    await control("decline", { outTradeNo: "Q2" });
    expect((await query("Q2")).acquirementStatus).toBe("CLOSED");
    await prepare("Q3");
    await control("scan", { outTradeNo: "Q3" });
    await cancel("Q3");
    expect((await query("Q3")).acquirementStatus).toBe("CANCELLED");
    await control("settings", { timeFactor: 60_000 });
    await shop().call(PREPARE, shop().order("Q4", { expireTime: "1h" }));
    await control("scan", { outTradeNo: "Q4" });
    await expect.poll(async () => (await query("Q4")).acquirementStatus).toBe("CLOSED");
  });

  it("names its status as the setting says, or not at all", async () => {
    await prepare("Q5");
    await control("pay", { outTradeNo: "Q5" });
    await control("settings", { intlStatusMember: "paymentStatus" });
    const named = await query("Q5");
    expect([named.paymentStatus, named.acquirementStatus]).toEqual(["SUCCESS", undefined]);
    await control("settings", { intlStatusMember: "" });
    const { resultInfo, ...members } = await query("Q5");
    expect(resultInfo.resultStatus).toBe("S");
    expect(Object.keys(members)).toEqual(["acquirementId", "merchantTransId", "merchantId", "orderAmount"]);
  });

  it("prefers Alipay's number, wants one of both, and knows no other member", async () => {
    await prepare("Q6");
    const { tradeNo } = await control("scan", { outTradeNo: "Q6" });
    const found = await ask(PAY_QUERY, { acquirementId: tradeNo, merchantTransId: "something else" });
    expect(found.merchantTransId).toBe("Q6");
    for (const wrong of [{}, { merchantTransID: "Q6" }, { merchantTransId: "Q6", out_trade_no: "Q6" }]) {
      expect((await ask(PAY_QUERY, wrong)).resultInfo.resultCode).toBe("PARAM_ILLEGAL");
    }
  });

  it("shows nobody another merchant's order", async () => {
    const client = { clientId: "client-3", merchantId: "merchant-3", productCode: "AUTO_DEBIT" };
    const { privateKey, publicKey } = makeKeyPair();
    await control("merchants", { generation: "intl", ...client, publicKey });
    const other = createIntlShop({ ...shop(), ...client, merchantPrivateKey: privateKey });
    await prepare("Q7");
    const { tradeNo } = await control("pay", { outTradeNo: "Q7" });
    for (const reference of [{ merchantTransId: "Q7" }, { acquirementId: tradeNo }]) {
      const answer = await other.call(PAY_QUERY, { merchantId: "merchant-3", ...reference });
      expect(answer.resultInfo.resultCode).toBe("ORDER_NOT_EXIST");
    }
  });
});

describe("payCancel", () => {
  it("voids an order whose page nobody has opened: it can no longer be paid, nor be asked for again", async () => {
    const page = await prepare("C1");
    expect((await cancel("C1")).resultInfo.resultStatus).toBe("S");
    await fetch(page);
    await fetch(`${page}/pay`, { method: "POST" });
    expect(await movements()).toEqual([]);
    expect((await query("C1")).resultInfo.resultCode).toBe("ORDER_NOT_EXIST");
    const again = await shop().call(PREPARE, shop().order("C1"));
    expect(again.resultInfo.resultCode).toBe("ORDER_IS_CLOSED");
    expect((await cancel("C1")).resultInfo.resultStatus).toBe("S");
  });

  it("closes an unpaid order and sends a paid one's money back, and does not tell which", async () => {
    await prepare("C2");
    await control("scan", { outTradeNo: "C2" });
    const unpaid = await cancel("C2");
    await prepare("C3");
    await control("pay", { outTradeNo: "C3" });
    const paid = await cancel("C3");
    expect([unpaid, paid].map((answer) => Object.keys(answer))).toEqual(
      [1, 2].map(() => ["resultInfo", "acquirementId", "merchantTransId"]),
    );
    expect((await cancel("C3")).resultInfo.resultStatus).toBe("S");
    expect(await movements()).toMatchObject([{ kind: "payment" }, { kind: "refund", minor: "1234", currency: "USD" }]);
  });

  it("does not know an order that nobody made", async () => {
    expect((await cancel("C4")).resultInfo).toMatchObject({ resultStatus: "F", resultCode: "ORDER_NOT_EXIST" });
  });

  it("is too late when the business day and its 15 minutes are over", async () => {
    await prepare("C5");
    await control("pay", { outTradeNo: "C5" });
    await prepare("C6");
    await control("settings", { timeFactor: 1_000_000 });
    // The window of at most 24 h and 15 min is over in 88 ms.
    const windowEnd = Date.now() + 88;
    await expect.poll(() => Date.now()).toBeGreaterThan(windowEnd);
    for (const order of ["C5", "C6"]) {
      expect((await cancel(order)).resultInfo).toMatchObject({ resultStatus: "F", resultCode: "CANCEL_WINDOW_EXCEED" });
    }
    expect((await query("C5")).acquirementStatus).toBe("SUCCESS");
  });
});
