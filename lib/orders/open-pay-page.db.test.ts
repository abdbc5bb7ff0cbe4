import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { requestCode } from "./calls/request-code.ts";
import { askAndWork, runIfDue } from "./calls/run-due.ts";
import { openPayPage } from "./open-pay-page.ts";
import { viewOrder } from "./queries.ts";
import { refreshCode } from "./refresh-code.ts";
import { found } from "./testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "./testing/test-shop.ts";

const VALID = "https://pay.alipay.com/cashier?order=1";
const RAW = 'https://pay.alipay.com/cashier?order={"orderTitle":"White Dress"}';
const ENCODED = "https://pay.alipay.com/cashier?order=%7B%22orderTitle%22:%22White%20Dress%22%7D";

let test: TestShop;
beforeAll(async () => {
  test = await openTestShop("intl");
});
afterAll(() => test.close());
afterEach(() => vi.unstubAllEnvs());

/** A sale whose gateway gave this address. */
async function sellWith(text: string) {
  test.gateway.codes = [{ kind: "code", text }];
  const sale = await test.sell();
  const token = sale.payToken ?? "";
  const code = async () => (await viewOrder(test.shop, test.userId, sale.orderId))?.code;
  return { sale, token, code };
}

describe("the customer's own address of a payment", () => {
  it("leads to the gateway's page, with only the illegal characters encoded, while it can be paid", async () => {
    const { token } = await sellWith(RAW);
    expect(token).toMatch(/^[\w-]{22}$/);
    expect(await openPayPage(test.shop, token)).toEqual({
      address: ENCODED,
      order: {
        state: "waiting",
        amount: { minor: "12850", currency: "CNY" },
        storeName: "Corner shop",
        practice: false,
      },
    });
  });

  it("leads nowhere once it is paid, and tells the true state", async () => {
    const { sale, token } = await sellWith(VALID);
    test.gateway.queries = [found("paid")];
    await askAndWork(test.shop, sale.attemptId);
    expect(await openPayPage(test.shop, token)).toMatchObject({ address: null, order: { state: "paid" } });
    test.gateway.queries = [];
  });

  it("leads nowhere after the end of the code", async () => {
    const { sale, token } = await sellWith(VALID);
    const past = new Date(Date.now() - 1000);
    await test.shop.prisma.paymentAttempt.update({ where: { id: sale.attemptId }, data: { codeEndsAt: past } });
    expect((await openPayPage(test.shop, token))?.address).toBeNull();
  });

  it("P8 leads nowhere once a fresh code took its place, and says of the sale only what is decided", async () => {
    const { sale, token } = await sellWith(VALID);
    test.gateway.cancels = [{ kind: "void" }];
    await refreshCode(test.shop, test.userId, sale.orderId);
    await runIfDue(test.shop, sale.attemptId);
    test.gateway.cancels = [];
    const fresh = await test.payment(sale.orderId);
    expect(await openPayPage(test.shop, fresh.payToken ?? "")).toMatchObject({
      address: VALID,
      order: { state: "waiting" },
    });
    expect(await openPayPage(test.shop, token)).toMatchObject({ address: null, order: { state: "expired" } });
    test.gateway.queries = [found("paid")];
    await askAndWork(test.shop, fresh.attemptId);
    test.gateway.queries = [];
    expect(await openPayPage(test.shop, token)).toMatchObject({ address: null, order: { state: "paid" } });
  });

  it("is nobody's when it was never given out", async () => {
    expect(await openPayPage(test.shop, "AAAAAAAAAAAAAAAAAAAAAA")).toBeNull();
  });

  it("never leads to a wallet code: only the wallet opens those", async () => {
    const wallet = await openTestShop("mapi");
    const sale = await wallet.sell();
    expect((await openPayPage(wallet.shop, sale.payToken ?? ""))?.address).toBeNull();
    expect((await viewOrder(wallet.shop, wallet.userId, sale.orderId))?.code).toMatchObject({ ownText: null });
    await wallet.close();
  });
});

describe("what is drawn of a payment page", () => {
  it("P19 is the address byte for byte when it is a valid URI, and never when it is not", async () => {
    const [valid, raw] = [await sellWith(VALID), await sellWith(RAW)];
    expect(await valid.code()).toMatchObject({ text: VALID, ownText: null });
    expect(await raw.code()).toMatchObject({ text: null, ownText: null });
  });

  it("comes with our own address when a phone can reach us", async () => {
    vi.stubEnv("PUBLIC_URL", "https://till.example");
    const { token, code } = await sellWith(RAW);
    expect(await code()).toMatchObject({ text: null, ownText: `https://till.example/pay/${token}` });
  });

  it("sends the customer back to the state of this very payment", async () => {
    vi.stubEnv("PUBLIC_URL", "https://till.example");
    const asked = vi.spyOn(test.gateway, "requestCode");
    const { sale, token } = await sellWith(VALID);
    expect(asked.mock.calls.at(-1)?.[0].returnUrl).toBe(`https://till.example/pay/${token}/result`);
    await requestCode(test.shop, sale);
    expect(asked.mock.calls.at(-1)?.[0].returnUrl).toBe(`https://till.example/pay/${token}/result`);
    asked.mockRestore();
  });
});
