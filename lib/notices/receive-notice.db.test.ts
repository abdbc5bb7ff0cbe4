import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { askAndWork } from "#lib/orders/calls/run-due.ts";
import { trade } from "#lib/orders/states/testing/payment-state.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { receiveNotice } from "./receive-notice.ts";

describe.each(["mapi", "intl"] as const)("a notice of %s is only a reason to ask", (generation) => {
  let test: TestShop;
  beforeAll(async () => {
    test = await openTestShop(generation);
  });
  afterAll(() => test.close());
  beforeEach(() => {
    test.gateway.queries = [];
    delete test.gateway.confirmNotice;
  });

  const announce = (merchantNumber: string, seller = true) => {
    test.gateway.notice = {
      kind: "notice",
      notifyId: crypto.randomUUID(),
      merchantNumber,
      trade: null,
      use: "ask",
      verdicts: { form: true, signature: true, seller },
    };
  };
  const deliver = () =>
    receiveNotice(test.shop, {
      generation,
      token: test.notifyToken,
      body: Buffer.from("notice"),
      query: "",
      contentType: null,
    });
  const inbox = () => {
    const { notice } = test.gateway;
    const notifyId = notice.kind === "notice" ? notice.notifyId : "";
    return test.shop.prisma.notification.findMany({ where: { notifyId } });
  };

  it("is stored, taken and asked about; the answer settles", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    const result = await deliver();
    expect(result).toMatchObject({ effect: "asked", ask: sale.attemptId, reply: { body: "success" } });
    expect((await test.payment(sale.orderId)).status).toBe("waiting");
    test.gateway.queries = [found("paid")];
    await askAndWork(test.shop, sale.attemptId);
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "paid", orderStatus: "paid" });
    expect(await inbox()).toMatchObject([{ effect: "asked", answer: "taken", orderId: sale.orderId }]);
  });

  it("W1 is kept with its words, with how and from where it came, and how long it took", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    const headers = { "user-agent": "Mozilla/4.0" };
    await receiveNotice(test.shop, {
      ...{ generation, token: test.notifyToken, body: Buffer.from("a=1"), query: "b", contentType: "text/x" },
      from: { headers, address: "203.0.113.7" },
    });
    const [kept] = await inbox();
    expect(Buffer.from(kept?.body ?? []).toString()).toBe("a=1");
    expect(kept).toMatchObject({
      envelope: { query: "b", headers: { ...headers, "content-type": "text/x" }, address: "203.0.113.7" },
      tookMs: expect.any(Number),
      deliveries: 1,
    });
    await deliver();
    expect(await inbox()).toMatchObject([{ envelope: { address: "203.0.113.7" }, deliveries: 2 }]);
  });

  it("leaves a sale unpaid that the gateway calls unpaid", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    test.gateway.queries = [{ kind: "no_trade" }];
    await askAndWork(test.shop, (await deliver()).ask ?? "");
    expect((await test.payment(sale.orderId)).status).toBe("waiting");
  });

  it("asks no more once the sale is paid", async () => {
    const sale = await test.sell();
    test.gateway.queries = [found("paid")];
    await askAndWork(test.shop, sale.attemptId);
    announce(sale.merchantNumber);
    expect(await deliver()).toMatchObject({ effect: "asked", ask: null, reply: { body: "success" } });
  });

  it("B18 is kept and taken with wrong ids too, and still only asks", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber, false);
    expect(await deliver()).toMatchObject({ ask: sale.attemptId, reply: { body: "success" } });
    expect(await inbox()).toMatchObject([{ verdicts: { seller: false } }]);
    announce("nobody");
    expect(await deliver()).toMatchObject({ effect: "parked_unknown_order", ask: null, reply: { body: "success" } });
    expect(await inbox()).toMatchObject([{ effect: "parked_unknown_order", answer: "taken" }]);
  });

  it("is refused and not kept when it is not authentic", async () => {
    test.gateway.notice = { kind: "refused", why: "signature_wrong", verdicts: { signature: false } };
    expect(await deliver()).toMatchObject({ effect: "refused", ask: null, reply: { body: "failure" } });
  });

  it.each([
    ["genuine", { alipay: true }],
    ["denied", { alipay: false }],
    ["unclear", {}],
  ] as const)("B4 keeps Alipay's word on a weakly signed notice: %s", async (word, verdicts) => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    test.gateway.confirmNotice = vi.fn(async () => word);
    const { confirm } = await deliver();
    expect(test.gateway.confirmNotice).not.toHaveBeenCalled();
    await confirm?.();
    const [kept] = await inbox();
    expect(test.gateway.confirmNotice).toHaveBeenCalledExactlyOnceWith(kept?.notifyId);
    expect(kept?.verdicts).toEqual({ form: true, signature: true, seller: true, order: true, ...verdicts });
    expect((await test.payment(sale.orderId)).status).toBe("waiting");
  });

  it("B4 P6 asks Alipay about the first copy of a notice alone: its word is good for a minute", async () => {
    announce((await test.sell()).merchantNumber);
    test.gateway.confirmNotice = async () => "genuine";
    const copies = await Promise.all(Array.from({ length: 20 }, deliver));
    expect(copies.filter(({ confirm }) => confirm !== null)).toHaveLength(1);
  });

  it("never lets the question about a notice end in an error", async () => {
    announce((await test.sell()).merchantNumber);
    test.gateway.confirmNotice = () => Promise.reject(new Error("network"));
    const { confirm } = await deliver();
    await expect(confirm?.()).resolves.toBeUndefined();
  });

  it("B16 freezes the sale when the answer that settles names other money", async () => {
    const sale = await test.sell();
    test.gateway.queries = [{ kind: "trade", trade: trade("paid", { amount: { minor: 1n, currency: "CNY" } }) }];
    await askAndWork(test.shop, sale.attemptId);
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "checking", anomaly: "amount_mismatch" });
  });
});
