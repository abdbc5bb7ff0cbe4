import { expect } from "@playwright/test";
import { whilePaused } from "./fixtures/app.ts";
import { QUERIED_MS } from "./fixtures/bounds.ts";
import { roadOf } from "./fixtures/generations.ts";
import { test } from "./fixtures/shop.ts";

const PUSH_MS = 1000;

test("F41 I3 P22 all notifications lost: the query finds the payment within 10 seconds", async ({
  till,
  sell,
  gateway,
  database,
}) => {
  await gateway.set({ notifications: false });
  const { orderId, merchantNumber } = await sell(till, "3.20");
  await gateway.pay(merchantNumber);
  await till.shows("paid", QUERIED_MS);
  const { trades, notices } = await gateway.of(merchantNumber);
  expect(notices).toEqual([]);
  const delay = (await till.showed(orderId, "paid")).at - Date.parse(trades[0]?.paidAt ?? "");
  test.info().annotations.push({ type: "paid shown after, by query", description: `${delay} ms` });
  expect(delay).toBeLessThan(QUERIED_MS);
  expect(await roadOf(database, orderId)).toEqual(["queried"]);
});

test("P2 the worker stands still: the notification alone makes the order paid within a second", async ({
  app,
  till,
  sell,
  gateway,
  database,
}) => {
  await whilePaused(app.pid("worker"), async () => {
    const { orderId, merchantNumber } = await sell(till, "4.10");
    await gateway.pay(merchantNumber);
    await till.shows("paid");
    const { trades } = await gateway.of(merchantNumber);
    const delay = (await till.showed(orderId, "paid")).at - Date.parse(trades[0]?.paidAt ?? "");
    test.info().annotations.push({ type: "paid shown after, by notification alone", description: `${delay} ms` });
    expect(delay).toBeLessThan(PUSH_MS);
    expect(await roadOf(database, orderId)).toEqual(["noticed"]);
  });
});

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

test("I1 P4 B16 a forged notification and one about another amount are refused, and nothing is handed out", async ({
  till,
  sell,
  gateway,
  database,
}) => {
  const { orderId, merchantNumber } = await sell(till, "7.00");
  await gateway.scan(merchantNumber);
  await till.shows("scanned");
  const paid = { trade_status: "TRADE_SUCCESS" };
  const forged = await gateway.notify(merchantNumber, { overrides: paid, forged: true });
  expect(forged.body).not.toBe("success");
  const cheaper = { ...paid, total_amount: "0.01", receipt_amount: "0.01", buyer_pay_amount: "0.01" };
  const changed = await gateway.notify(merchantNumber, { overrides: cheaper });
  expect(changed.body).not.toBe("success");
  expect((await database.sale(orderId)).orderStatus).toBe("open");
  await expect(till.card).not.toHaveAttribute("data-state", "paid");
  await gateway.pay(merchantNumber);
  await till.shows("paid");
});
