import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect } from "@playwright/test";
import { newPress } from "../fixtures/teller.ts";
import { test } from "./fixture.ts";
import type { FaultPoints } from "./points/fault-points.ts";

test("F6 I5 I11 a worker stood still with an answer, and another has ended the sale: its late answer changes nothing, and no late cancel goes out", async ({
  app,
  points,
  teller,
  charge,
  database,
  gateway,
  ends,
}) => {
  const { orderId, merchantNumber } = await charge(teller);
  await gateway.scan(merchantNumber);
  const isStopped = points.place({ in: "worker", at: "after:query", about: merchantNumber, effect: { do: "stop" } });
  const worker = app.pid("worker");
  await database.endCodeLife(orderId);
  await expect.poll(isStopped).toBe(true);
  await database.loseClaim(orderId);
  const other = points.startAnother("worker");
  await ends(orderId, "expired", 15_000);
  const settled = await database.sale(orderId);
  await ended(other);
  const before = points.calls().length;

  process.kill(worker, "SIGCONT");
  await isLongAwake(points);
  const late = points.calls().slice(before);
  expect(late.filter((call) => call.merchantNumber === merchantNumber && call.operation !== "query")).toEqual([]);
  expect(await database.sale(orderId)).toEqual(settled);
});

test("F6 I11 a worker stood still in the moment of storing an answer, and another has sent a cancel: it stays known that a cancel may be out there", async ({
  app,
  points,
  teller,
  charge,
  database,
  gateway,
  ends,
}) => {
  const { orderId, merchantNumber } = await charge(teller);
  await gateway.scan(merchantNumber);
  const lost = await gateway.fault({
    name: "http_503",
    operation: "cancel",
    outTradeNo: merchantNumber,
    times: "always",
  });
  // The first write says that the end is wanted, the second what the query brought.
  const storing = { in: "worker", at: "before:write_change", nth: 2, about: merchantNumber } as const;
  const isStopped = points.place({ ...storing, effect: { do: "stop" } });
  const worker = app.pid("worker");
  await database.endCodeLife(orderId);
  await expect.poll(isStopped).toBe(true);
  await database.loseClaim(orderId);
  const other = points.startAnother("worker");
  const cancelSent = async () =>
    database.rows("select cancel_sent_at, cancel_answer from payment_attempt where order_id = $1", [orderId]);
  await expect.poll(cancelSent).toMatchObject([{ cancel_sent_at: expect.any(Date), cancel_answer: "unclear" }]);
  const sent = await cancelSent();
  await ended(other);

  process.kill(worker, "SIGCONT");
  await isLongAwake(points);
  expect(await cancelSent()).toEqual(sent);
  await gateway.takeBack(lost);
  await database.loseClaim(orderId);
  await ends(orderId, "expired");
});

async function ended(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** Some looks for work after its awakening, what a worker held before has long been dealt with. */
async function isLongAwake(points: FaultPoints): Promise<void> {
  const isAwake = points.place({ in: "worker", at: "before:claim_due", nth: 4, effect: { do: "shift_clock", ms: 0 } });
  await expect.poll(isAwake, { timeout: 15_000 }).toBe(true);
}

test("F8 I3 I7 SIGTERM to front, web and worker while notices and charges are under way: what got its success is stored, and everything comes right", async ({
  app,
  points,
  spendEnd,
  teller,
  charge,
  gateway,
  ends,
}) => {
  const names = ["front", "web", "worker"] as const;
  for (const name of names) await spendEnd(name);
  const sales = [];
  for (let made = 0; made < 8; made++) sales.push(await charge(teller));
  const [front, web, worker] = names.map(app.pid);
  const isHeld = points.place({ in: "front", at: "before:write_change_with_notice", effect: { do: "block", ms: 500 } });
  await Promise.all(sales.map(({ merchantNumber }) => gateway.pay(merchantNumber)));
  await expect.poll(isHeld, { intervals: [10] }).toBe(true);
  const charges = Promise.all([charge(teller), charge(teller)]);
  for (const pid of [front, web, worker]) process.kill(pid ?? 0, "SIGTERM");
  for (const name of names) {
    const old = { front, web, worker }[name];
    await expect.poll(() => app.pid(name), { timeout: 20_000 }).not.toBe(old);
  }
  const late = await charges;
  for (const { merchantNumber } of late) await gateway.pay(merchantNumber);
  for (const { orderId } of [...sales, ...late]) await ends(orderId, "paid");
});

test("F9 I5 event loops that stand still for five seconds fail no payment", async ({
  points,
  teller,
  charge,
  database,
  gateway,
  ends,
}) => {
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
  await gateway.payUntold(second.merchantNumber);
  for (const { orderId } of both) await ends(orderId, "paid", 20_000);
});

test("F12 I15 a bug in a route, in an action and in the worker: nobody sees its words, no process ends, and the work goes on", async ({
  app,
  points,
  teller,
  charge,
  database,
  gateway,
  ends,
}) => {
  const names = ["front", "web", "worker"];
  const pids = names.map(app.pid);
  const isActionStruck = points.place({ in: "web", at: "before:insert_order", effect: { do: "throw" } });
  expect(await teller.charge(newPress("1.00"))).toEqual({ kind: "unknown" });
  expect(isActionStruck()).toBe(true);

  const { orderId, merchantNumber } = await charge(teller);
  points.place({ in: "front", at: "before:read_payment_by_number", effect: { do: "throw" } });
  await gateway.payUntold(merchantNumber);
  const answer = await gateway.notify(merchantNumber);
  expect(answer).toMatchObject({ status: 500, body: "" });

  const inTick = points.place({ in: "worker", at: "before:claim_due", effect: { do: "throw" } });
  const inWork = points.place({ in: "worker", at: "before:write_change", effect: { do: "throw" } });
  await expect.poll(() => inTick() && inWork(), { timeout: 10_000 }).toBe(true);
  await database.loseClaim(orderId);
  await ends(orderId, "paid");
  expect(names.map(app.pid)).toEqual(pids);
});
