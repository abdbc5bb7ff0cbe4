import { expect } from "@playwright/test";
import { AFTER_OUTAGE_MS } from "../fixtures/bounds.ts";
import { newPress } from "../fixtures/teller.ts";
import { test } from "./fixture.ts";

const CLEAR_MS = 2000;

test("F32 I3 I18 the gateway is gone: new charges are refused in time and in clear words, and after its return the young sales are known within the bound, also one whose next question was far away", async ({
  app,
  teller,
  charge,
  database,
  gateway,
  ends,
}) => {
  const sales = [await charge(teller), await charge(teller)];
  const noted = () => app.log().split('"event":"gateway_away"').length;
  const before = noted();
  await gateway.door(false);
  for (const { merchantNumber } of sales) await gateway.payUntold(merchantNumber);
  // The breaker has to find out first.
  await expect
    .poll(async () => (await timed(() => teller.charge(newPress("32.00")))).answer, { timeout: 40_000 })
    .toMatchObject({ kind: "created", order: { state: "failed", failure: { reason: "unreachable" } } });
  for (let more = 0; more < 3; more++) {
    const { answer, ms } = await timed(() => teller.charge(newPress("32.00")));
    expect(answer).toMatchObject({ kind: "created", order: { state: "failed", failure: { reason: "unreachable" } } });
    expect(ms).toBeLessThan(CLEAR_MS);
  }
  // Both who call have noticed it: the web and the worker.
  await expect.poll(noted, { timeout: 30_000 }).toBe(before + 2);
  const [, patient] = sales;
  await database.rows("update payment_attempt set next_check_at = now() + interval '1 hour' where order_id = $1", [
    patient?.orderId,
  ]);
  await gateway.door(true);
  for (const { orderId } of sales) await ends(orderId, "paid", AFTER_OUTAGE_MS);
  const back = await charge(teller);
  await gateway.pay(back.merchantNumber);
  await ends(back.orderId, "paid");
});

async function timed<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
  const from = performance.now();
  return { answer: await work(), ms: performance.now() - from };
}

test("F33 I3 half of all calls lost, then a gateway that comes and goes: the breaker does not stick, every payment is known within the bound", async ({
  teller,
  charge,
  gateway,
  ends,
}) => {
  const sales = [];
  for (let made = 0; made < 6; made++) sales.push(await charge(teller));
  await gateway.set({ notifications: false });
  const loss = { name: "lost_request", operation: "query", times: "always" } as const;
  const half = await gateway.fault({ ...loss, probability: 0.5, seed: 33 });
  for (const { merchantNumber } of sales.slice(0, 3)) await gateway.pay(merchantNumber);
  for (const { orderId } of sales.slice(0, 3)) await ends(orderId, "paid", AFTER_OUTAGE_MS);
  await gateway.takeBack(half);
  await gateway.fault({ ...loss, flapMs: 5000 });
  for (const { merchantNumber } of sales.slice(3)) await gateway.pay(merchantNumber);
  for (const { orderId } of sales.slice(3)) await ends(orderId, "paid", AFTER_OUTAGE_MS);
  await gateway.calm();
  const { orderId, status } = await charge(teller);
  expect(status).toBe("waiting");
  await teller.cancel(orderId);
  await ends(orderId, "cancelled");
});

test("F34 I3 I10 a gateway that takes two calls a second: young and old sales are all known in the end", async ({
  teller,
  charge,
  database,
  gateway,
  ends,
}) => {
  const sales = [];
  for (let made = 0; made < 8; made++) sales.push(await charge(teller));
  const old = sales.slice(0, 2).map(({ orderId }) => orderId);
  await database.rows(
    "update payment_attempt set created_at = now() - interval '1 hour' where order_id = any($1::uuid[])",
    [old],
  );
  await gateway.set({ notifications: false });
  await gateway.fault({ name: "rate_limited", operation: "query", times: "always", perSecond: 2 });
  for (const { merchantNumber } of sales) await gateway.pay(merchantNumber);
  for (const { orderId } of sales) await ends(orderId, "paid", 90_000);
});
