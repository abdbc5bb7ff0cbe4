import { once } from "node:events";
import { expect } from "@playwright/test";
import { test } from "./fixture.ts";

/** The code's life is over. */
const OVER = "update payment_attempt set code_ends_at = now(), next_check_at = now() where order_id = $1";

test("F6 I5 I11 a worker that stood still past its claim meets a sale that another has ended: its late answer changes nothing, and no late cancel goes out", async ({
  app,
  points,
  openTeller,
  charge,
  loseClaim,
  database,
  gateway,
  ends,
  expectSound,
}) => {
  test.setTimeout(120_000);
  const teller = await openTeller();
  const { orderId, merchantNumber } = await charge(teller);
  await gateway.scan(merchantNumber);
  const isStopped = points.place({ in: "worker", at: "after:query", about: merchantNumber, effect: { do: "stop" } });
  const worker = app.pid("worker");
  await database.rows(OVER, [orderId]);
  await expect.poll(isStopped).toBe(true);
  await loseClaim(orderId);
  const other = points.startAnother("worker");
  await ends(orderId, "expired", 15_000);
  const settled = await database.sale(orderId);
  other.kill("SIGTERM");
  await once(other, "exit");
  const before = points.calls().length;

  process.kill(worker, "SIGCONT");
  // Some looks for work later its late answer has long been dealt with.
  const isAwake = points.place({ in: "worker", at: "before:claim_due", nth: 4, effect: { do: "shift_clock", ms: 0 } });
  await expect.poll(isAwake, { timeout: 15_000 }).toBe(true);
  const late = points.calls().slice(before);
  expect(late.filter((call) => call.merchantNumber === merchantNumber && call.operation !== "query")).toEqual([]);
  expect(await database.sale(orderId)).toEqual(settled);
  await expectSound(teller);
});

test("F8 I3 I7 SIGTERM to front, web and worker while notices and charges are under way: what got its success is stored, and everything comes right", async ({
  app,
  points,
  openTeller,
  charge,
  gateway,
  ends,
  expectSound,
}) => {
  test.setTimeout(120_000);
  const teller = await openTeller();
  const sales = [];
  for (let made = 0; made < 8; made++) sales.push(await charge(teller));
  const [front, web, worker] = ["front", "web", "worker"].map(app.pid);
  const isHeld = points.place({ in: "front", at: "before:write_change_with_notice", effect: { do: "block", ms: 500 } });
  await Promise.all(sales.map(({ merchantNumber }) => gateway.pay(merchantNumber)));
  await expect.poll(isHeld, { intervals: [10] }).toBe(true);
  const charges = Promise.all([charge(teller), charge(teller)]);
  for (const pid of [front, web, worker]) process.kill(pid ?? 0, "SIGTERM");
  for (const name of ["front", "web", "worker"]) {
    const old = { front, web, worker }[name];
    await expect.poll(() => app.pid(name), { timeout: 20_000 }).not.toBe(old);
  }
  const late = await charges;
  for (const { merchantNumber } of late) await gateway.pay(merchantNumber);
  for (const { orderId } of [...sales, ...late]) await ends(orderId, "paid");
  await expectSound(teller);
});

test("F9 I5 event loops that stand still for five seconds fail no payment", async ({
  points,
  openTeller,
  charge,
  database,
  gateway,
  ends,
  expectSound,
}) => {
  test.setTimeout(120_000);
  const teller = await openTeller();
  const block = { do: "block", ms: 5000 } as const;
  // The answer to the first comes while its process stands still because of the second.
  await gateway.fault({ name: "delay", operation: "precreate", ms: 500 });
  points.place({ in: "web", at: "after:precreate", effect: block });
  const both = await Promise.all([charge(teller), charge(teller)]);
  for (const { orderId } of both)
    await expect.poll(async () => (await database.sale(orderId)).status, { timeout: 20_000 }).toBe("waiting");

  const isWorkerStruck = points.place({ in: "worker", at: "after:query", effect: block });
  const isFrontStruck = points.place({ in: "front", at: "before:write_change_with_notice", effect: block });
  const [first, second] = both;
  await expect.poll(isWorkerStruck).toBe(true);
  await gateway.pay(first.merchantNumber);
  await expect.poll(isFrontStruck).toBe(true);
  await gateway.fault({ name: "no_notification", outTradeNo: second.merchantNumber });
  await gateway.pay(second.merchantNumber);
  for (const { orderId } of both) await ends(orderId, "paid", 20_000);
  await expectSound(teller);
});

test("F12 I15 a bug in a route, in an action and in the worker: nobody sees its words, no process ends, and the work goes on", async ({
  app,
  points,
  openTeller,
  charge,
  loseClaim,
  gateway,
  ends,
  expectSound,
}) => {
  test.setTimeout(120_000);
  const names = ["front", "web", "worker"];
  const pids = names.map(app.pid);
  const teller = await openTeller();
  const isActionStruck = points.place({ in: "web", at: "before:insert_order", effect: { do: "throw" } });
  const press = { amount: "1.00", currency: "CNY", clientKey: crypto.randomUUID() };
  expect(await teller.charge(press)).toEqual({ kind: "unknown" });
  expect(isActionStruck()).toBe(true);

  const { orderId, merchantNumber } = await charge(teller);
  points.place({ in: "front", at: "before:read_payment_by_number", effect: { do: "throw" } });
  await gateway.fault({ name: "no_notification", outTradeNo: merchantNumber });
  await gateway.pay(merchantNumber);
  const answer = await gateway.notify(merchantNumber);
  expect(answer).toMatchObject({ status: 500, body: "" });

  const inTick = points.place({ in: "worker", at: "before:claim_due", effect: { do: "throw" } });
  const inWork = points.place({ in: "worker", at: "before:write_change", effect: { do: "throw" } });
  await expect.poll(() => inTick() && inWork(), { timeout: 10_000 }).toBe(true);
  await loseClaim(orderId);
  await ends(orderId, "paid");
  expect(names.map(app.pid)).toEqual(pids);
  await expectSound(teller);
});
