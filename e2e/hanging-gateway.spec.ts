import { expect } from "@playwright/test";
import { test } from "./fixtures/shop.ts";

// Calls that fail stay in the memory of the app's breakers: no other test shares it, and those that lose one call come first.
test.use({ appGroup: "hanging" });

const AT_ONCE_MS = 1000;

test("F24 P12 I2 the answer with the code is lost: being checked, then the code comes under the same number, and one trade is paid", async ({
  till,
  gateway,
  database,
}) => {
  // Lost behind a broken proxy: a connection that is cut would be repeated by the client itself (F31).
  await gateway.fault({ name: "http_502", operation: "precreate", afterEffect: true });
  const order = await till.charge("23.00");
  expect(await till.showed(order, "checking")).toMatchObject({
    band: "Not certain yet. Do not charge again; we keep checking.",
    withCode: false,
  });
  await till.shows("waiting", 15_000);
  const { merchantNumber, attempts, createCalls } = await database.sale(order);
  expect({ attempts, createCalls }).toEqual({ attempts: 1, createCalls: 2 });
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  const { trades, movements } = await gateway.of(merchantNumber);
  expect([trades.length, movements.length]).toEqual([1, 1]);
});

test("F25 P12 the request for the code is lost: asked again under the same number", async ({
  till,
  gateway,
  database,
}) => {
  await gateway.fault({ name: "lost_request", operation: "precreate" });
  const order = await till.charge("24.00");
  await till.shows("waiting", 20_000);
  const { merchantNumber, attempts } = await database.sale(order);
  expect(attempts).toBe(1);
  expect((await gateway.of(merchantNumber)).codes).toHaveLength(1);
});

test("C10 F25 the gateway hangs for 15 seconds: Cancel answers at once, and a second sale starts and is paid", async ({
  till,
  gateway,
  database,
}) => {
  await gateway.fault({ name: "delay", operation: "precreate", ms: 15_000 });
  const first = await till.charge("21.00");
  await till.shows("creating");
  expect(await till.showed(first, "creating")).toMatchObject({ band: "Asking Alipay for a code…", withCode: false });
  await expect(till.card).toContainText("The code appears here");
  await expect(till.code).toHaveCount(0);
  await expect(till.band).toContainText(/Still waiting for Alipay \(\d+ s\)\./);
  await till.key("Cancel").click();
  const confirm = till.page.getByRole("button", { name: "Cancel payment" });
  await expect(confirm).toBeVisible();
  const pressed = Date.now();
  await confirm.click();
  await till.shows("cancelling");
  expect((await till.showed(first, "cancelling")).at - pressed).toBeLessThan(AT_ONCE_MS);

  const second = await till.charge("22.00");
  expect(second).not.toBe(first);
  await till.shows("waiting");
  const { merchantNumber } = await database.sale(second);
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  await expect.poll(async () => (await database.sale(first)).orderStatus, { timeout: 30_000 }).toBe("cancelled");
  const { merchantNumber: number } = await database.sale(first);
  expect((await gateway.of(number)).trades).toEqual([]);
});

test("F25 I10 every call to the gateway hangs: Cancel of a shown code answers at once, the next sale starts at once, both come right", async ({
  till,
  gateway,
  database,
}) => {
  test.setTimeout(150_000);
  const first = await till.charge("24.00");
  await till.shows("waiting");
  for (const operation of ["precreate", "query", "cancel"]) {
    await gateway.fault({ name: "delay", operation, ms: 15_000, times: 50 });
  }
  await till.key("Cancel").click();
  const confirm = till.page.getByRole("button", { name: "Cancel payment" });
  await expect(confirm).toBeVisible();
  const pressed = Date.now();
  await confirm.click();
  await till.shows("cancelling");
  expect((await till.showed(first, "cancelling")).at - pressed).toBeLessThan(AT_ONCE_MS);

  const second = await till.charge("25.00");
  expect(await till.showed(second, "creating")).toMatchObject({ withCode: false });
  await gateway.calm();
  const status = async (order: string) => (await database.sale(order)).orderStatus;
  await expect.poll(() => status(first), { timeout: 60_000 }).toBe("cancelled");
  await till.shows("waiting", 60_000);
  await gateway.pay((await database.sale(second)).merchantNumber);
  await expect.poll(() => status(second), { timeout: 15_000 }).toBe("paid");
});
