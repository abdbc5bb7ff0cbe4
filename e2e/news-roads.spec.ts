import { expect } from "@playwright/test";
import { whilePaused } from "./fixtures/app.ts";
import { QUERIED_MS } from "./fixtures/bounds.ts";
import { GENERATIONS, instantOf, queriesSince, roadOf } from "./fixtures/generations.ts";
import { test } from "./fixtures/shop.ts";

for (const which of GENERATIONS) {
  const { generation, store, settlesByNotice, paidWithinMs } = which;

  test(`F41 I3 P22 ${generation}: all notifications lost, the query finds the payment within 10 seconds`, async ({
    openTill,
    sell,
    gateway,
    database,
  }) => {
    await gateway.set({ notifications: false });
    const till = await openTill({ store });
    const { orderId, merchantNumber } = await sell(till, "3.20");
    await gateway.pay(merchantNumber);
    await till.shows("paid", QUERIED_MS);
    const { trades, notices } = await gateway.of(merchantNumber);
    expect(notices).toEqual([]);
    const delay = (await till.showed(orderId, "paid")).at - instantOf(trades[0]?.paidAt);
    test.info().annotations.push({ type: "paid shown after, by query", description: `${delay} ms` });
    expect(delay).toBeLessThan(QUERIED_MS);
    expect(await roadOf(database, orderId)).toEqual(["queried"]);
  });

  const notice = settlesByNotice
    ? "the notice alone"
    : "a notice that may not settle alone, and is asked about at once,";
  test(`P2 ${generation}: the worker stands still; ${notice} makes the order paid within ${paidWithinMs} ms`, async ({
    app,
    openTill,
    sell,
    gateway,
    database,
  }) => {
    const till = await openTill({ store });
    await whilePaused(app.pid("worker"), async () => {
      const { orderId, merchantNumber } = await sell(till, "4.10");
      await gateway.pay(merchantNumber);
      await till.shows("paid");
      const { trades, notices } = await gateway.of(merchantNumber);
      const paidAt = instantOf(trades[0]?.paidAt);
      const asked = await queriesSince(gateway, which, { merchantNumber, from: paidAt });
      expect(asked).toHaveLength(settlesByNotice ? 0 : 1);
      for (const { at } of asked) expect(instantOf(at) - paidAt).toBeLessThan(paidWithinMs);
      expect(notices).toMatchObject([{ deliveries: [{ status: 200 }] }]);
      const delay = (await till.showed(orderId, "paid")).at - paidAt;
      test.info().annotations.push({ type: "paid shown after, worker still", description: `${delay} ms` });
      expect(delay).toBeLessThan(paidWithinMs);
      expect(await roadOf(database, orderId)).toEqual([settlesByNotice ? "noticed" : "queried"]);
      const effect = settlesByNotice ? "applied" : "asked";
      expect(await database.inboxOf(orderId)).toMatchObject([{ effect, answer: "taken" }]);
    });
  });
}

test("C18 customer says paid: with notifications lost and the worker still, Alipay is asked at once", async ({
  app,
  till,
  sell,
  gateway,
  database,
}) => {
  await gateway.set({ notifications: false });
  await whilePaused(app.pid("worker"), async () => {
    const { orderId, merchantNumber } = await sell(till, "5.00");
    await till.key("Customer says paid").click();
    await expect(till.card).toContainText(/Alipay: not paid as of \d\d:\d\d:\d\d\. Only this screen counts\./);
    await gateway.pay(merchantNumber);
    // May be pressed every three seconds.
    await expect(async () => {
      await till.key("Customer says paid").click({ timeout: 1000 });
      await till.shows("paid", 500);
    }).toPass({ timeout: 10_000 });
    expect(await roadOf(database, orderId)).toEqual(["queried"]);
  });
});

test("P6 I6 F42 the same notification eight times: one event, and every delivery gets its success", async ({
  till,
  sell,
  gateway,
  database,
}) => {
  const { orderId, merchantNumber } = await sell(till, "6.00");
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  for (let time = 0; time < 8; time++)
    expect(await gateway.notify(merchantNumber)).toMatchObject({ status: 200, body: "success" });
  expect(await roadOf(database, orderId)).toHaveLength(1);
  expect(await database.sale(orderId)).toMatchObject({ orderStatus: "paid", attempts: 1 });
});
