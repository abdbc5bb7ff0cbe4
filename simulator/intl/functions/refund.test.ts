import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../merchants/keys.ts";
import { setUpSimulator } from "../../testing/fixture.ts";
import { createIntlShop, type IntlBody, PAY_CANCEL, PAY_QUERY, PREPARE, REFUND } from "../../testing/intl-shop.ts";

const { simulator, shopServer } = setUpSimulator();

const shop = () => simulator().intl;
const control = (name: string, body: object) => simulator().control("POST", name, body);
const ask = (name: string, body: object) => shop().call(name, { merchantId: shop().merchantId, ...body });
const amount = (value: string, currency = "USD") => ({ refundAmount: { currency, value } });
const refund = (merchantTransId: string, changed: object = {}) =>
  ask(REFUND, { merchantTransId, merchantRefundId: `${merchantTransId}-1`, ...amount("234"), ...changed });
const codeOf = ({ resultInfo }: IntlBody) => `${resultInfo.resultStatus} ${resultInfo.resultCode}`;
const movements = async () => (await simulator().control("GET", "ledger")).movements as object[];

async function pay(merchantTransId: string): Promise<string> {
  await shop().call(PREPARE, shop().order(merchantTransId, { notifyUrl: shopServer().url }));
  return (await control("pay", { outTradeNo: merchantTransId })).tradeNo as string;
}

describe("alipay.intl.acquiring.common.refund", () => {
  it("gives back parts, and closes the order with the last one", async () => {
    const acquirementId = await pay("R1");
    expect(await refund("R1", { refundReason: "broken" })).toEqual({
      resultInfo: { resultStatus: "S", resultCodeId: "00000000", resultCode: "SUCCESS", resultMsg: "success" },
      acquirementId,
      merchantTransId: "R1",
      merchantRefundId: "R1-1",
      refundId: expect.stringMatching(/^\d{32}$/),
      ...amount("234"),
      refundTime: expect.stringMatching(/\+08:00$/),
    });
    expect((await ask(PAY_QUERY, { merchantTransId: "R1" })).acquirementStatus).toBe("SUCCESS");
    await refund("R1", { merchantRefundId: "R1-2", ...amount("1000") });
    expect((await ask(PAY_QUERY, { merchantTransId: "R1" })).acquirementStatus).toBe("CLOSED");
    expect(await movements()).toMatchObject([{ kind: "payment" }, { minor: "234" }, { minor: "1000" }]);
  });

  it("moves money once for one number, and answers a repeat alike", async () => {
    const acquirementId = await pay("R2");
    const first = await refund("R2", amount("1234"));
    expect(await refund("R2", { ...amount("1234"), merchantTransId: undefined, acquirementId })).toEqual(first);
    expect(await movements()).toHaveLength(2);
  });

  it("refuses the same number with another content, and more than what is left", async () => {
    await pay("R3");
    await pay("R4");
    await refund("R3");
    expect(codeOf(await refund("R3", amount("235")))).toBe("F REPEAT_REQ_INCONSISTENT");
    expect(codeOf(await refund("R4", { merchantRefundId: "R3-1" }))).toBe("F REPEAT_REQ_INCONSISTENT");
    const more = await refund("R3", { merchantRefundId: "R3-2", ...amount("1001") });
    expect(codeOf(more)).toBe("F REFUND_AMOUNT_EXCEED");
  });

  it("refuses what is not there, not paid, closed, finished, or cannot be paid back", async () => {
    await shop().call(PREPARE, shop().order("R5"));
    expect(codeOf(await refund("R5"))).toBe("F ORDER_NOT_EXIST");
    await control("scan", { outTradeNo: "R5" });
    expect(codeOf(await refund("R5"))).toBe("F ORDER_STATUS_INVALID");
    await ask(PAY_CANCEL, { merchantTransId: "R5" });
    expect(codeOf(await refund("R5"))).toBe("F ORDER_IS_CLOSED");
    await pay("R6");
    await control("settings", { sellerBalanceEmpty: true });
    expect(codeOf(await refund("R6"))).toBe("F MERCHANT_BALANCE_NOT_ENOUGH");
    expect(codeOf(await ask(PAY_CANCEL, { merchantTransId: "R6" }))).toBe("F MERCHANT_BALANCE_NOT_ENOUGH");
    await control("finish", { outTradeNo: "R6" });
    expect(codeOf(await refund("R6"))).toBe("F REFUND_WINDOW_EXCEED");
    expect(codeOf(await ask(PAY_CANCEL, { merchantTransId: "R6" }))).toBe("F CANCEL_WINDOW_EXCEED");
    expect(await movements()).toHaveLength(1);
  });

  it.each([
    ["no refund number", { merchantRefundId: undefined }],
    ["a long number", { merchantRefundId: "x".repeat(65) }],
    ["no order", { merchantTransId: undefined }],
    ["no amount", { refundAmount: undefined }],
    ["a decimal point", amount("2.34")],
    ["nothing", amount("0")],
    ["another currency than the payment's", amount("234", "CNY")],
    ["a member that no document knows", { refundFee: "1" }],
  ])("is refused with %s", async (_name, changed) => {
    await pay("R7");
    expect(codeOf(await refund("R7", changed))).toBe("F PARAM_ILLEGAL");
    expect(await movements()).toHaveLength(1);
  });

  it("is not notified", async () => {
    await pay("R8");
    await refund("R8");
    await refund("R8", { merchantRefundId: "R8-2", ...amount("1000") });
    expect((await simulator().control("GET", "ledger")).notices).toHaveLength(1);
  });

  it("does not find another merchant's order", async () => {
    const client = { clientId: "client-4", merchantId: "merchant-4", productCode: "AUTO_DEBIT" };
    const { privateKey, publicKey } = makeKeyPair();
    await control("merchants", { generation: "intl", ...client, publicKey });
    const other = createIntlShop({ ...shop(), ...client, merchantPrivateKey: privateKey });
    const acquirementId = await pay("R9");
    const wish = { merchantId: "merchant-4", acquirementId, merchantRefundId: "R9-1", ...amount("234") };
    expect(codeOf(await other.call(REFUND, wish))).toBe("F ORDER_NOT_EXIST");
  });
});
