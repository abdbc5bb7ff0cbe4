import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { readHeads } from "#lib/audit/keep-heads.ts";
import { verifyChain } from "#lib/audit/verify-chain.ts";
import { run } from "#lib/db/statement.ts";
import { cancelOrder } from "#lib/orders/cancel-order.ts";
import { readWork } from "#lib/orders/sql/read-work.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { by } from "#lib/testing/by.ts";
import { uuid7 } from "#lib/uuid.ts";
import { createHealth } from "./front/health.ts";
import { createMetrics } from "./front/metrics.ts";

const SCRIPT = fileURLToPath(new URL("./worker.ts", import.meta.url));
const MOMENTS = { timeout: 10_000, interval: 20 };

let test: TestShop;
beforeAll(async () => {
  test = await openTestShop();
});
afterAll(() => test.close());

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
});

/** A worker as the launcher starts it. It cannot open the test's account: what it does is seen in the counted checks. */
async function startWorker(more: Record<string, string> = {}): Promise<ChildProcess> {
  const env = { ...process.env, ...more, MASTER_KEY: randomBytes(32).toString("base64"), NODE_OPTIONS: "" };
  const child = fork(SCRIPT, [], { env, execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  children.push(child);
  expect((await once(child, "message"))[0]).toEqual({ ready: true });
  return child;
}

const work = async () => {
  const [now] = await run(test.shop.pool, readWork, []);
  if (!now) throw new Error("nothing was read");
  return now;
};

/** A sale that wants to be asked about, and the proof that somebody did. */
async function dueSale(): Promise<() => Promise<void>> {
  const { attemptId, orderId } = await test.sell();
  const data = { nextCheckAt: new Date() };
  const { checks } = await test.shop.prisma.paymentAttempt.update({ where: { id: attemptId }, data });
  return () => vi.waitFor(async () => expect((await test.payment(orderId)).checks).toBeGreaterThan(checks), MOMENTS);
}

it("F14 goes on when the database has dropped all its connections", async () => {
  await startWorker();
  await (await dueSale())();
  const dropped = await test.shop.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'scantill-worker%'",
  );
  expect(dropped.rows.length).toBeGreaterThan(0);
  await (await dueSale())();
});

it("F6 is replaced by a second worker while it stands still, and goes on beside it afterwards", async () => {
  const paused = await startWorker();
  paused.kill("SIGSTOP");
  const second = await startWorker();
  await (await dueSale())();
  paused.kill("SIGCONT");
  const ended = once(second, "exit");
  second.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  await (await dueSale())();
});

it("is seen by the fronts while it lives, with the time since it last asked for work", async () => {
  // The database may still be letting go of one that has ended.
  await vi.waitFor(async () => expect((await work()).workers).toEqual([]), MOMENTS);
  const child = await startWorker();
  const name = expect.stringMatching(new RegExp(`^scantill-worker ${child.pid} `));
  await vi.waitFor(async () => expect((await work()).workers).toEqual([{ name, lastSeenSeconds: expect.any(Number) }]));
  expect((await work()).workers[0]?.lastSeenSeconds).toBeLessThan(5);
  child.kill("SIGSTOP");
  await vi.waitFor(async () => expect((await work()).workers[0]?.lastSeenSeconds).toBeGreaterThan(1), MOMENTS);
  child.kill("SIGKILL");
  await vi.waitFor(async () => expect((await work()).workers).toEqual([]), MOMENTS);
});

it("S25 tells operators of workers, of what waits for them, and of gateways that are held back", async () => {
  const metrics = createMetrics();
  const ready = createHealth(test.shop, metrics);
  const before = await work();
  await dueSale();
  expect(await ready()).toMatchObject({
    ok: true,
    details: { database: "up", workers: [], due: before.due + 1, undecided: before.undecided + 1, gateways: [] },
  });
  const text = await metrics.text();
  expect(text).toContain("\nscantill_workers 0\n");
  expect(text).toContain(`\nscantill_payments_due ${before.due + 1}\n`);
  expect(text).toContain("\n# TYPE scantill_gateway_away gauge\n");
  metrics.close();
});

it("W6 S27 forgets what was kept long enough by itself", async () => {
  const { attemptId } = await test.sell();
  const { accountId, shop } = test;
  const id = uuid7();
  const past = new Date(Date.now() - 401 * 86_400_000);
  await shop.prisma.paymentAttempt.update({
    where: { id: attemptId },
    data: { buyer: "159****5620", createdAt: past },
  });
  const known = { generation: "openapi", accountId, verdicts: {}, effect: "applied", answer: "taken", notifyId: id };
  const body = new Uint8Array(Buffer.from("buyer_id=2088"));
  await shop.prisma.notification.create({ data: { id, ...known, body, receivedAt: past } });
  await startWorker();
  await vi.waitFor(async () => {
    const notice = await shop.prisma.notification.findUniqueOrThrow({ where: { id } });
    const sale = await shop.prisma.paymentAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    expect([notice.body.length, sale.buyer]).toEqual([0, null]);
  }, MOMENTS);
});

it("F23 I13 seals what is written as one chain, over workers that were killed, with the newest hash in the data folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "scantill-worker-"));
  const sealed = (number: bigint) =>
    vi.waitFor(async () => expect((await readHeads(folder)).heads.at(-1)?.number).toBe(number), MOMENTS);
  const cancel = async () => cancelOrder(test.shop, by(test.userId), (await test.sell()).orderId);
  try {
    const first = await startWorker({ DATA_DIR: folder });
    await cancel();
    await sealed(1n);
    await Promise.all([cancel(), cancel()]);
    first.kill("SIGKILL");
    await cancel();
    await Promise.all([startWorker({ DATA_DIR: folder }), startWorker({ DATA_DIR: folder })]);
    await sealed(4n);
    const { heads } = await readHeads(folder);
    expect(await verifyChain(test.shop, heads)).toMatchObject({ breaks: [], sealed: 4, unsealed: { count: 0 } });
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 20 });
  }
});
