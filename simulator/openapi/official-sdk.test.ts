import { AlipaySdk } from "alipay-sdk";
import { beforeAll, describe, expect, it } from "vitest";
import { makeKeyPair } from "../merchants/keys.ts";
import { setUpSimulator } from "../testing/fixture.ts";
import { chinaTime } from "../testing/shop.ts";

const { simulator, shopServer } = setUpSimulator();

let sdk: AlipaySdk;
beforeAll(() => {
  const { appId, merchantPrivateKey, alipayPublicKey, gatewayUrl } = simulator().shop;
  sdk = new AlipaySdk({
    appId,
    privateKey: merchantPrivateKey,
    keyType: "PKCS8",
    alipayPublicKey,
    gateway: gatewayUrl,
    camelcase: false,
  });
});

/** The SDK writes the machine's local time (openapi.md 1, `timestamp`), so the time is given. */
const call = (method: string, bizContent: object, more: object = {}) =>
  sdk.exec(`alipay.trade.${method}`, { timestamp: chinaTime(Date.now()), bizContent, ...more }, { validateSign: true });

describe("the official SDK as the shop", () => {
  it("goes from the code to the payment and back, verifying every answer", async () => {
    const order = { out_trade_no: "SDK1", total_amount: "88.88", subject: "绿茶 / tea & cake = 1" };
    const code = await call("precreate", order, { notify_url: shopServer().url });
    expect(code).toMatchObject({ code: "10000", out_trade_no: "SDK1", qr_code: expect.stringContaining("/w/") });
    const before = await call("query", { out_trade_no: "SDK1" });
    expect(before).toMatchObject({ code: "40004", sub_code: "ACQ.TRADE_NOT_EXIST" });
    await simulator().control("POST", "pay", { outTradeNo: "SDK1" });
    const paid = await call("query", { out_trade_no: "SDK1" });
    expect(paid).toMatchObject({ trade_status: "TRADE_SUCCESS", total_amount: "88.88" });
    expect(await call("cancel", { out_trade_no: "SDK1" })).toMatchObject({ code: "10000", action: "refund" });
    expect(await call("query", { out_trade_no: "SDK1" })).toMatchObject({ trade_status: "TRADE_CLOSED" });
  });

  it("gives money back in parts, asks what became of it, and is told", async () => {
    const order = { out_trade_no: "SDK4", total_amount: "88.88", subject: "绿茶" };
    await call("precreate", order, { notify_url: shopServer().url });
    await simulator().control("POST", "pay", { outTradeNo: "SDK4" });
    const wish = { out_trade_no: "SDK4", refund_amount: "8.88", out_request_no: "SDK4-1", refund_reason: "退货" };
    expect(await call("refund", wish)).toMatchObject({ code: "10000", fund_change: "Y", refund_fee: "8.88" });
    expect(await call("refund", wish)).toMatchObject({ code: "10000", fund_change: "N", refund_fee: "8.88" });
    const query = { out_trade_no: "SDK4", out_request_no: "SDK4-1" };
    const found = { refund_status: "REFUND_SUCCESS", refund_amount: "8.88", refund_reason: "退货" };
    expect(await call("fastpay.refund.query", query)).toMatchObject(found);
    await expect.poll(() => shopServer().received).toHaveLength(2);
    const told = shopServer().received.find(({ fields }) => fields.out_biz_no === "SDK4-1")?.fields ?? {};
    expect(told).toMatchObject({ refund_fee: "8.88", gmt_refund: expect.any(String), trade_status: "TRADE_SUCCESS" });
    expect(sdk.checkNotifySignV2(told)).toBe(true);
  });

  it("accepts the notification, and neither a forged nor a changed one", async () => {
    const order = { out_trade_no: "SDK2", total_amount: "1.00", subject: "绿茶 + 100%" };
    await call("precreate", order, { notify_url: shopServer().url });
    await simulator().control("POST", "faults", { name: "forged_notification" });
    await simulator().control("POST", "pay", { outTradeNo: "SDK2" });
    await expect.poll(() => shopServer().received).toHaveLength(1);
    await simulator().control("POST", "notify", { outTradeNo: "SDK2" });
    const verdicts = shopServer().received.map(({ fields }) => sdk.checkNotifySignV2(fields));
    expect(verdicts).toEqual([false, true]);
    const genuine = shopServer().received[1]?.fields;
    expect(genuine).toMatchObject({ subject: "绿茶 + 100%", trade_status: "TRADE_SUCCESS" });
    expect(sdk.checkNotifySignV2({ ...genuine, total_amount: "9.00" })).toBe(false);
  });

  it("refuses an answer with a wrong signature", async () => {
    await simulator().control("POST", "faults", { name: "wrong_signature" });
    await expect(call("query", { out_trade_no: "SDK3" })).rejects.toThrow("验签失败");
  });

  it("is refused with another merchant's key", async () => {
    const { appId, alipayPublicKey, gatewayUrl } = simulator().shop;
    const { privateKey } = makeKeyPair();
    const stranger = new AlipaySdk({ appId, privateKey, keyType: "PKCS8", alipayPublicKey, gateway: gatewayUrl });
    const answer = await stranger.exec("alipay.trade.query", {
      timestamp: chinaTime(Date.now()),
      bizContent: { out_trade_no: "1" },
    });
    expect(answer).toMatchObject({ subCode: "isv.invalid-signature" });
  });
});
