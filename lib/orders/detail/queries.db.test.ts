import { afterAll, describe, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { openRefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { findOrder } from "./queries.ts";

const test = await openRefundShop();
afterAll(() => test.close());
const { shop } = test;

const open = async (userId: string, orderId: string) => findOrder(shop, await staffOf(shop, userId), orderId);

describe("an order in the office", () => {
  it("M4 has its facts, its refunds and everything that happened to it", async () => {
    const approverId = await test.hire("manager");
    const sale = await test.sellPaid();
    const asked = await test.giveBack(sale, { amount: "28.50" });
    await test.work(asked);
    const detail = await open(test.userId, sale.orderId);
    expect(detail).toMatchObject({
      order: { id: sale.orderId, state: "paid", refund: { state: "done" }, refundable: { minor: "10000" } },
      merchantNumbers: [sale.merchantNumber],
      tradeNumber: `T${sale.attemptId}`,
      registerId: test.registerId,
      refunds: [
        { amount: { minor: "2850", currency: "CNY" }, status: "done", reason: "Returned goods", failure: null },
      ],
      isCut: false,
    });
    const kinds = detail?.history.map(({ kind }) => kind) ?? [];
    expect(kinds.toReversed()).toEqual([
      ...["created", "code_answered", "queried", "refund_wanted", "refund_sent", "refund_answered"],
    ]);
    expect(detail?.history.find(({ kind }) => kind === "refund_wanted")?.by.kind).toBe("person");
    expect((await open(approverId, sale.orderId))?.order.id).toBe(sale.orderId);
  });

  it("M4 tells of the notifications about it", async () => {
    const sale = await test.sellPaid();
    const { accountId, orderId } = sale;
    const about = { generation: "openapi", accountId, orderId, effect: "nothing_new", answer: "taken" };
    const body = Buffer.from("trade_status=TRADE_SUCCESS&sign=c2VjcmV0");
    await shop.prisma.notification.create({
      data: { ...about, id: crypto.randomUUID(), notifyId: crypto.randomUUID(), body, verdicts: { signature: true } },
    });
    const [newest] = (await open(test.userId, orderId))?.history ?? [];
    expect(newest).toMatchObject({ kind: "notice", notice: { effect: "nothing_new", deliveries: 1 } });
    expect(newest?.facts).toContainEqual(["trade_status", "TRADE_SUCCESS"]);
    expect(JSON.stringify(newest)).not.toContain("c2VjcmV0");
  });

  it("M4 I14 is for those alone who may see all orders of its store, and after a PIN of that till's store", async () => {
    const { orderId } = await test.sellPaid();
    const auditorId = await test.hire("auditor");
    expect((await open(auditorId, orderId))?.order.id).toBe(orderId);
    for (const userId of [await test.hire("cashier"), await test.hire("developer"), test.strangerId]) {
      expect(await open(userId, orderId)).toBeNull();
    }
    const elsewhere = { ...(await staffOf(shop, test.userId)), stores: [] };
    expect(await findOrder(shop, elsewhere, orderId)).toBeNull();
    expect(await open(test.userId, crypto.randomUUID())).toBeNull();
    expect(await open(test.userId, "no-order' or 1=1")).toBeNull();
  });
});
