import { expect } from "@playwright/test";
import { expectBooksAgree } from "./checker/books.ts";
import { whilePaused } from "./fixtures/app.ts";
import { QUERIED_MS } from "./fixtures/bounds.ts";
import { askedAgain, instantOf, queriesSince, roadOf, TRIGGERED } from "./fixtures/generations.ts";
import { readCode } from "./fixtures/screens/read-code.ts";
import { test } from "./fixtures/shop.ts";

/** From the gateway's success over its notice and our question to the screen. */
const ASKED_MS = 2000;

for (const which of TRIGGERED) {
  const { generation, store, codeIs, tellsScan } = which;

  test(`P2 P3 P19 P21 I1 I4 I16 X2 ${generation}: a code that two decoders read as Alipay gave it, paid on the phone, on the till within two seconds, and four books agree`, async ({
    openTill,
    openWallet,
    database,
    gateway,
  }) => {
    const till = await openTill({ store });
    const order = await till.charge("12.50");
    await till.shows("waiting");
    const sale = await database.sale(order);
    expect(sale).toMatchObject({ amount: "1250", status: "waiting", attempts: 1 });
    const { codes } = await gateway.of(sale.merchantNumber);
    expect(codes).toMatchObject([{ minor: "1250", currency: "USD" }]);
    const given = codes[0]?.text ?? "";
    expect(sale.codeText).toBe(given);
    await expect(till.code).toHaveAccessibleName(`${codeIs} 12.50 US dollars`);
    expect(await readCode(till.page)).toEqual({ jsqr: given, zxing: given });
    await askedAgain(gateway, which, sale.merchantNumber);
    await till.shows("waiting");

    const phone = await openWallet(given);
    const confirm = phone.getByRole("button", { name: "Confirm payment US$12.50" });
    await expect(confirm).toBeVisible();
    if (tellsScan) await till.shows("scanned");
    await askedAgain(gateway, which, sale.merchantNumber);
    await till.shows(tellsScan ? "scanned" : "waiting");
    await confirm.click();
    await till.shows("paid");
    await expect(till.band).toContainText("12.50");

    const { trades, notices } = await gateway.of(sale.merchantNumber);
    const paidAt = instantOf(trades[0]?.paidAt);
    const delay = (await till.showed(order, "paid")).at - paidAt;
    test.info().annotations.push({ type: "paid shown after", description: `${delay} ms` });
    expect(delay).toBeLessThan(ASKED_MS);
    expect(await till.statesOf(order)).toEqual(["waiting", ...(tellsScan ? ["scanned"] : []), "paid"]);
    expect(notices).toMatchObject([{ status: "TRADE_SUCCESS" }]);
    await expectBooksAgree([till.registerId], { database, gateway });
    expect(await roadOf(database, order)).toEqual(["queried"]);
    expect(await database.inboxOf(order)).toMatchObject([{ effect: "asked", answer: "taken", deliveries: 1 }]);
  });

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

  test(`P2 ${generation}: the worker stands still; a notice that may not settle alone is asked about at once, and the order is paid within two seconds`, async ({
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
      expect(asked).toHaveLength(1);
      expect(notices).toMatchObject([{ deliveries: [{ status: 200 }] }]);
      expect(instantOf(asked[0]?.at) - paidAt).toBeLessThan(ASKED_MS);
      const delay = (await till.showed(orderId, "paid")).at - paidAt;
      test.info().annotations.push({ type: "paid shown after, worker still", description: `${delay} ms` });
      expect(delay).toBeLessThan(ASKED_MS);
      expect(await roadOf(database, orderId)).toEqual(["queried"]);
      expect(await database.inboxOf(orderId)).toMatchObject([{ effect: "asked", answer: "taken" }]);
    });
  });
}
