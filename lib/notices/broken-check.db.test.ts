import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trade } from "#lib/orders/states/testing/payment-state.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { receiveNotice } from "./receive-notice.ts";

describe.each(["openapi", "mapi", "intl"] as const)("S22 a check of %s that breaks verifies nothing", (generation) => {
  let test: TestShop;
  beforeAll(async () => {
    test = await openTestShop(generation);
  });
  afterAll(() => test.close());

  const deliver = () => {
    const notice = { body: Buffer.from("notice"), query: "", contentType: null };
    return receiveNotice(test.shop, { generation, token: test.notifyToken, ...notice });
  };
  const sayPaid = ({ merchantNumber }: { merchantNumber: string }) => {
    test.gateway.notice = {
      ...{ kind: "notice", notifyId: crypto.randomUUID(), merchantNumber, use: "settle" },
      trade: trade("paid"),
      verdicts: { form: true, signature: true, seller: true },
    };
  };

  it("neither a sale nor the inbox hears of it, the front is told, and the next notice is read", async () => {
    const sale = await test.sell();
    sayPaid(sale);
    const { readNotice } = test.gateway;
    test.gateway.readNotice = () => {
      throw new Error("no such key");
    };
    const before = await test.shop.prisma.notification.count();
    await expect(deliver()).rejects.toThrow("no such key");
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "waiting", orderStatus: "open" });
    expect(await test.shop.prisma.notification.count()).toBe(before);
    test.gateway.readNotice = readNotice;
    expect((await deliver()).effect).toBe("applied");
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "paid" });
  });
});
