import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { by } from "#lib/testing/by.ts";
import { checkShift } from "./check-shift.ts";
import { closeShift } from "./close-shift.ts";
import { findOwnTotals } from "./find-own-totals.ts";
import { openShiftShop, type ShiftShop } from "./testing/shift-shop.ts";

let test: ShiftShop;
let shiftId: string;
beforeAll(async () => {
  test = await openShiftShop();
});
afterAll(() => test.close());
beforeEach(async () => {
  Object.assign(test.gateway, { queries: [], refunds: [], refundQueries: [] });
  shiftId = await test.open();
});

/** Leaves nothing to the next story. */
async function end() {
  const { unclear } = await test.x();
  const left = unclear.map(({ id }) => ({ id, note: "End of the story" }));
  expect((await closeShift(test.shop, by(test.userId), { shiftId, note: "", left })).kind).toBe("closed");
}
const check = (ids: string[], patience?: number) =>
  checkShift(test.shop, { userId: test.wangId, ...(patience ? { patience } : {}) }, { shiftId, ask: ids, of: ids });

describe("the truth check", () => {
  it("Z5 asks Alipay about what is open and finds the payment that nobody told of", async () => {
    const [silent, walked] = [await test.show("12.00"), await test.show("13.00")];
    test.gateway.queries = [found("paid", { tradeNumber: "T1", amount: { minor: 1200n, currency: "CNY" } })];
    expect(await check([silent.orderId])).toMatchObject({
      kind: "checked",
      items: expect.arrayContaining([
        expect.objectContaining({ id: silent.orderId, state: "paid", unclear: false }),
        expect.objectContaining({ id: walked.orderId, state: "waiting", unclear: true }),
      ]),
    });
    expect((await test.x()).report.total[0]).toMatchObject({ count: 1, sales: "1200" });
    await end();
  });

  it("Z5 asks about a refund whose answer was lost", async () => {
    const sold = await test.sellFor("12.00");
    test.gateway.refunds = [{ kind: "unclear", why: "timeout" }];
    const refundId = await test.refundFor(sold, "5.00");
    expect((await test.x()).unclear).toMatchObject([{ id: refundId, what: "refund", state: "checking" }]);
    test.gateway.refundQueries = [{ kind: "done" }];
    await test.makeDue(refundId);
    expect(await check([refundId])).toMatchObject({ items: [{ id: refundId, state: "done", unclear: false }] });
    await end();
  });

  it("Z5 F25 does not hang with the gateway: what it does not say in time stays unclear", async () => {
    const sale = await test.show("14.00");
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof found>>();
    test.gateway.queries = [promise];
    const began = performance.now();
    expect(await check([sale.orderId], 50)).toMatchObject({ items: [{ id: sale.orderId, unclear: true }] });
    expect(performance.now() - began).toBeLessThan(3000);
    resolve({ kind: "unclear", why: "timeout" });
    await end();
  });

  it("Z5 S1 I14 asks about nothing of another shift, and nobody else's shift", async () => {
    const other = await test.show("15.00");
    await end();
    shiftId = await test.open();
    test.gateway.calls.length = 0;
    expect(await check([other.orderId])).toEqual({ kind: "checked", items: [] });
    const strange = { shiftId, ask: [other.orderId], of: [] };
    expect(await checkShift(test.shop, { userId: test.strangerId }, strange)).toEqual({ kind: "not_allowed" });
    expect(test.gateway.calls).toEqual([]);
    await end();
  });
});

it("C12 tells cashiers what they sold in this shift themselves, less what they gave back", async () => {
  const own = (userId: string) => findOwnTotals(test.shop, userId, test.registerId);
  expect(await own(test.wangId)).toEqual({ kind: "totals", totals: { sums: [] } });
  await test.sellFor("10.00", test.wangId);
  await test.sellFor("2.50", test.wangId);
  const sold = await test.sellFor("7.00");
  await test.refundFor(sold, "1.00");
  expect(await own(test.wangId)).toMatchObject({
    totals: { sums: [{ currency: "CNY", count: 2, sales: "1250", net: "1250" }] },
  });
  expect(await own(test.userId)).toMatchObject({
    totals: { sums: [{ count: 1, sales: "700", refunds: "100", net: "600" }] },
  });
  expect(await own(test.strangerId)).toEqual({ kind: "not_allowed" });
  await end();
  expect(await own(test.wangId)).toEqual({ kind: "totals", totals: null });
});
