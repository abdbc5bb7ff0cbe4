import { afterAll, describe, expect, it } from "vitest";
import { asUser } from "#lib/auth/find-viewer.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { viewOrder, viewRegister } from "./queries.ts";
import { found } from "./testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "./testing/test-shop.ts";

const test = await openTestShop();
afterAll(() => test.close());

const pay = async (at: TestShop = test) => {
  const sale = await at.sell();
  await applyOutcome(at.shop, sale, { news: { kind: "queried", outcome: found("paid") }, actor: "system" });
  return sale;
};

describe("what a till sees", () => {
  it("C9 C11 shows undecided sales and the last ten, newest first, with the code only while it can be paid", async () => {
    const own = await openTestShop();
    for (let n = 0; n < 11; n++) await pay(own);
    const waiting = await own.sell();
    const view = await viewRegister(own.shop, asUser(own.userId), own.registerId);
    await own.close();
    expect(view?.orders).toHaveLength(10);
    expect(view?.orders[0]).toMatchObject({ id: waiting.orderId, state: "waiting", code: { text: waiting.codeText } });
    expect(view?.orders.slice(1).every(({ state, code }) => state === "paid" && code === null)).toBe(true);
  });

  it("keeps an undecided sale in sight behind ten newer ones", async () => {
    const waiting = await test.sell();
    for (let n = 0; n < 10; n++) await pay();
    const view = await viewRegister(test.shop, asUser(test.userId), test.registerId);
    expect(view?.orders.map(({ id }) => id)).toContain(waiting.orderId);
  });

  it("I14 shows nothing of it to somebody from another store", async () => {
    const { orderId } = await test.sell();
    expect(await viewRegister(test.shop, asUser(test.strangerId), test.registerId)).toBeNull();
    expect(await viewOrder(test.shop, test.strangerId, orderId)).toBeNull();
  });
});
