import { expect } from "@playwright/test";
import { whilePaused } from "../fixtures/app.ts";
import { newPress, type Teller } from "../fixtures/teller.ts";
import { onlySale, test } from "./fixture.ts";
import type { Order } from "./points/order.ts";

const OPENAPI = { store: "practice", currency: "CNY" };
const MAPI = { store: "practice-overseas", currency: "USD" };
const INTL = { store: "practice-page", currency: "USD" };

const chargeGaps = [
  {
    row: "F1",
    what: "before the code is asked for",
    gaps: [
      { shop: OPENAPI, at: "after:insert_order" },
      { shop: MAPI, at: "before:precreate" },
    ],
  },
  {
    row: "F2",
    what: "with a code made and not stored",
    gaps: [
      { shop: OPENAPI, at: "after:precreate" },
      { shop: INTL, at: "after:precreate" },
    ],
  },
] as const;

for (const { row, what, gaps } of chargeGaps) {
  test(`${row} I2 I10 I17 kill -9 of web with the order stored, ${what}: one order, one number, and it can be paid`, async ({
    openTeller,
    killAt,
    database,
    gateway,
    ends,
    expectSound,
  }) => {
    const tellers: Teller[] = [];
    for (const { shop, at } of gaps) {
      const teller = await openTeller(shop.store);
      const press = newPress("10.01", shop.currency);
      const isKilled = await killAt({ in: "web", at });
      expect(await teller.charge(press)).toEqual({ kind: "unknown" });
      expect(isKilled()).toBe(true);
      const { orderId } = await onlySale(database, teller);
      // Pressed once more, as on a till that got no answer: the same sale.
      await expect
        .poll(() => teller.charge(press), { timeout: 30_000 })
        .toMatchObject({ kind: "created", order: { id: orderId } });
      tellers.push(teller);
    }
    for (const teller of tellers) {
      await database.loseClaim((await onlySale(database, teller)).orderId);
      await expect.poll(async () => (await onlySale(database, teller)).status, { timeout: 40_000 }).toBe("waiting");
      const { orderId, merchantNumber } = await onlySale(database, teller);
      await gateway.pay(merchantNumber);
      await ends(orderId, "paid");
      expect((await gateway.of(merchantNumber)).movements).toHaveLength(1);
      expect((await onlySale(database, teller)).attempts).toBe(1);
    }
    await expectSound(...tellers);
  });
}

const noticeGaps = [
  { row: "F3", shop: OPENAPI, at: "before:write_change_with_notice", stored: false },
  { row: "F3", shop: MAPI, at: "before:insert_notice", stored: false },
  { row: "F4", shop: OPENAPI, at: "after:write_change_with_notice", stored: true },
  { row: "F4", shop: INTL, at: "after:insert_notice", stored: true },
] as const;

for (const { row, shop, at, stored } of noticeGaps) {
  const when = stored ? "after the commit of a notice, before its answer" : "before the commit of a notice";
  test(`${row} I3 I6 I7 kill -9 of front ${when} (${shop.store}): no success answer, one payment, and the resend gets its success`, async ({
    openTeller,
    charge,
    killAt,
    database,
    gateway,
    ends,
    expectSound,
  }) => {
    const teller = await openTeller(shop.store);
    const isKilled = await killAt({ in: "front", at });
    const { orderId, merchantNumber } = await charge(teller, shop.currency);
    // The first repeat comes after seconds and not after minutes.
    await gateway.set({ timeFactor: 60 });
    await gateway.pay(merchantNumber);
    const deliveries = () => gateway.deliveriesTo(merchantNumber);
    await expect.poll(async () => (await deliveries()).length).toBe(1);
    expect(isKilled()).toBe(true);
    expect(await deliveries()).toMatchObject([{ acknowledged: false }]);
    expect(await database.inboxOf(orderId)).toHaveLength(stored ? 1 : 0);

    await ends(orderId, "paid");
    await expect.poll(async () => (await deliveries()).at(-1)?.acknowledged, { timeout: 40_000 }).toBe(true);
    // One that came while nobody listened was never here.
    const repeats = (await deliveries()).slice(1).filter(({ status }) => status !== 0).length;
    expect(await database.inboxOf(orderId)).toMatchObject([{ deliveries: stored ? repeats + 1 : 1 }]);
    await expectSound(teller);
  });
}

/** The worker ends what is over, web what somebody wants to end; that somebody wants it is the statement `write_cancel`. */
const endGaps: { in: "worker" | "web"; ends: string; gaps: { at: Order["at"]; nth?: number }[] }[] = [
  {
    in: "worker",
    ends: "expired",
    gaps: [{ at: "after:write_change", nth: 1 }, { at: "after:query" }, { at: "before:cancel" }],
  },
  {
    in: "web",
    ends: "cancelled",
    gaps: [
      { at: "before:query" },
      { at: "after:write_change", nth: 1 },
      { at: "after:cancel" },
      { at: "after:write_change", nth: 3 },
    ],
  },
];

for (const { in: role, ends: end, gaps } of endGaps) {
  const where = gaps.map(({ at, nth }) => (nth ? `${at} ${nth}` : at)).join(", ");
  test(`F5 I6 I11 kill -9 of ${role} while it ends scanned sales (${where}): another takes over, each cancel follows a query`, async ({
    teller,
    charge,
    killAt,
    app,
    database,
    gateway,
    ends,
  }) => {
    const sales = [];
    for (const gap of gaps) {
      const sale = await charge(teller);
      const { orderId, merchantNumber } = sale;
      sales.push(sale);
      await gateway.scan(merchantNumber);
      await teller.askNow(orderId);
      await expect.poll(async () => (await database.sale(orderId)).status).toBe("scanned");
      const isKilled = await killAt({ in: role, ...gap, about: merchantNumber });
      const strike = async () => {
        if (role === "web") await teller.cancel(orderId);
        else await database.endCodeLife(orderId);
        await expect.poll(isKilled, { timeout: 10_000 }).toBe(true);
      };
      // The sale is due at once: a worker that is awake may come to it before web does.
      await (role === "web" ? whilePaused(app.pid("worker"), strike) : strike());
    }
    for (const { orderId } of sales) await database.loseClaim(orderId);
    for (const { orderId, merchantNumber } of sales) {
      await ends(orderId, end);
      const { trades, movements } = await gateway.of(merchantNumber);
      expect(trades).toMatchObject([{ status: "TRADE_CLOSED" }]);
      expect(movements).toEqual([]);
    }
  });
}

test("F5 F36 I4 I11 I12 the buyer pays between query and cancel, and the worker is killed when the cancel is answered: payment and refund are both recorded", async ({
  teller,
  charge,
  killAt,
  points,
  app,
  database,
  gateway,
  ends,
}) => {
  const { orderId, merchantNumber } = await charge(teller);
  await gateway.scan(merchantNumber);
  const isKilled = await killAt({ in: "worker", at: "after:cancel", about: merchantNumber });
  const isStopped = points.place({ in: "worker", at: "before:cancel", about: merchantNumber, effect: { do: "stop" } });
  const worker = app.pid("worker");
  await database.endCodeLife(orderId);
  await expect.poll(isStopped, { timeout: 10_000 }).toBe(true);
  await gateway.payUntold(merchantNumber);
  process.kill(worker, "SIGCONT");
  await expect.poll(isKilled, { timeout: 10_000 }).toBe(true);

  await database.loseClaim(orderId);
  await ends(orderId, "cancelled");
  const { movements } = await gateway.of(merchantNumber);
  expect(movements.map(({ kind }) => kind)).toEqual(["payment", "refund"]);
  expect((await database.sale(orderId)).anomaly).toBe("cancelled_refunded");
});
