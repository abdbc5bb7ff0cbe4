import fs from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import pg from "pg";
import type { App } from "../fixtures/app.ts";
import { ANSWERED_MS } from "../fixtures/bounds.ts";
import { newPress } from "../fixtures/teller.ts";
import { onlySale, test } from "./fixture.ts";

/** The way there and back. */
const WAY_MS = 300;

/** The owner of the embedded database, beside the application's role. */
async function asOwner(app: App, statements: string[]): Promise<void> {
  const url = new URL(app.databaseUrl);
  url.username = "scantill";
  url.password = fs.readFileSync(path.join(app.dataDir, "pg.secret"), "utf8").trim();
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

test("F13 I3 I7 the database refuses connections, then stands still, during a notice: no success answer within the limit, and the sale is repaired", async ({
  app,
  teller,
  charge,
  database,
  gateway,
  ends,
}) => {
  const [refused, hung] = [await charge(teller), await charge(teller)];
  for (const { merchantNumber } of [refused, hung]) await gateway.payUntold(merchantNumber);
  const answered = async (merchantNumber: string) => {
    const sent = performance.now();
    const { status } = await gateway.notify(merchantNumber);
    return { failed: status >= 500, inTime: performance.now() - sent < ANSWERED_MS + WAY_MS };
  };
  const kick = "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'scantill'";
  await asOwner(app, ["alter database scantill allow_connections false", kick]);
  expect(await answered(refused.merchantNumber)).toEqual({ failed: true, inTime: true });
  await asOwner(app, ["alter database scantill allow_connections true"]);
  const server = await database.rows<{ pid: number }>(
    "select pid from pg_stat_activity where backend_type = 'client backend'",
  );
  const processes = [app.postgresPid(), ...server.map(({ pid }) => pid)];
  for (const pid of processes) process.kill(pid, "SIGSTOP");
  const whileHung = await answered(hung.merchantNumber).finally(() => {
    for (const pid of processes) process.kill(pid, "SIGCONT");
  });
  expect(whileHung).toEqual({ failed: true, inTime: true });
  for (const { orderId } of [refused, hung]) await ends(orderId, "paid");
});

test("F16 I6 I7 the connection is cut after a commit and before its answer: no success for the notice, and the repeat finds the work done", async ({
  points,
  teller,
  charge,
  database,
  gateway,
  ends,
}) => {
  const press = newPress("16.00");
  points.place({ in: "web", at: "after:insert_order", effect: { do: "lose" } });
  expect(await teller.charge(press)).toEqual({ kind: "unknown" });
  const again = await teller.charge(press);
  expect(again.kind).toBe("created");
  const { orderId: first } = await onlySale(database, teller);

  const { orderId, merchantNumber } = await charge(teller);
  await gateway.set({ timeFactor: 60 });
  points.place({ in: "front", at: "after:write_change_with_notice", about: merchantNumber, effect: { do: "lose" } });
  await gateway.pay(merchantNumber);
  const deliveries = () => gateway.deliveriesTo(merchantNumber);
  await expect.poll(deliveries).toMatchObject([{ status: 500, acknowledged: false }]);
  await ends(orderId, "paid");
  await expect.poll(async () => (await deliveries()).at(-1)?.acknowledged, { timeout: 20_000 }).toBe(true);
  await gateway.set({ timeFactor: 1 });
  await database.loseClaim(first);
  await expect.poll(async () => (await database.sale(first)).status).toBe("waiting");
  await teller.cancel(first);
  await ends(first, "cancelled");
});

for (const code of ["40P01", "40001"]) {
  test(`F17 I6 every statement fails once with ${code}: charge, payment and cancel go on, each with one effect`, async ({
    points,
    teller,
    database,
    gateway,
    ends,
  }) => {
    const effect = { do: "raise", code } as const;
    const roles = ["front", "web", "worker"] as const;
    const areStruck = roles.map((role) => points.place({ in: role, at: "before:*", each: true, effect }));
    const sell = async () => {
      const made = await teller.charge(newPress("17.00"));
      if (made.kind !== "created") throw new Error(`the charge was answered ${made.kind}`);
      return database.sale(made.order.id);
    };
    const noticed = await sell();
    await gateway.pay(noticed.merchantNumber);
    await ends(noticed.orderId, "paid", 5000);
    const queried = await sell();
    await gateway.payUntold(queried.merchantNumber);
    await ends(queried.orderId, "paid", 10_000);
    const dropped = await sell();
    expect((await teller.cancel(dropped.orderId)).kind).toBe("cancelling");
    await ends(dropped.orderId, "cancelled", 10_000);
    points.clear();
    expect(areStruck.map((isStruck) => isStruck())).toEqual([true, true, true]);
  });
}

test("I17 I3 a sale whose place in the queue was lost is found again at the worker's next start", async ({
  killAt,
  teller,
  charge,
  database,
  gateway,
  ends,
}) => {
  const { orderId, merchantNumber } = await charge(teller);
  await database.rows("update payment_attempt set next_check_at = now() + interval '1 day' where order_id = $1", [
    orderId,
  ]);
  await gateway.payUntold(merchantNumber);
  const isKilled = await killAt({ in: "worker", at: "before:claim_due" });
  await expect.poll(isKilled).toBe(true);
  await ends(orderId, "paid", 15_000);
});
