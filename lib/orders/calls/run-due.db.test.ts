import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "#lib/db/statement.ts";
import type { QueryOutcome } from "#lib/payments/gateway.ts";
import { RATE_LIMITED } from "#lib/payments/no-answer.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { by } from "#lib/testing/by.ts";
import { cancelOrder } from "../cancel-order.ts";
import { claimDue, claimOne } from "../sql/claim-due.ts";
import type { PaymentRow } from "../sql/payment-row.ts";
import { CLAIM_MS } from "../states/schedule.ts";
import { found } from "../testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";
import { keepPace } from "./keep-pace.ts";
import { accountsAt, resumeUndecided, runDue } from "./run-due.ts";

let test: TestShop;
beforeEach(async () => {
  test = await openTestShop();
  // What other tests of this file left is nobody's work.
  await test.shop.pool.query(
    "update payment_attempt set next_check_at = now() + interval '1 day' where next_check_at is not null",
  );
});
afterEach(() => test.close());

const MINUTE = 60;
const seconds = (count: number) => new Date(Date.now() + count * 1000);

/** Sales that are due, the first the longest. */
async function due(count: number, { ageSeconds = 0, of = test } = {}): Promise<PaymentRow[]> {
  const sales: PaymentRow[] = [];
  for (let at = 0; at < count; at++) {
    const sale = await of.sell();
    const data = { createdAt: seconds(-ageSeconds), nextCheckAt: seconds(at - count) };
    await of.shop.prisma.paymentAttempt.update({ where: { id: sale.attemptId }, data });
    sales.push(sale);
  }
  return sales;
}

const ids = (sales: { attemptId: string }[]) => sales.map(({ attemptId }) => attemptId).toSorted();

/** What a worker gets that may have `limit` of all, as its lot has it. */
async function claim(limit: number, { turn = 0, most = 100, less = {} as Record<string, number> } = {}) {
  const values = [limit, CLAIM_MS, most, Object.keys(less), Object.values(less), turn];
  return (await run(test.shop.pool, claimDue, values)).map(({ id }) => id).toSorted();
}

const nextCheckOf = async ({ orderId }: PaymentRow) => (await test.payment(orderId)).nextCheckAt?.getTime() ?? 0;

it("takes at once what is due since this very moment, wherever within a millisecond that is", async () => {
  const { attemptId } = await test.sell();
  const client = await test.shop.pool.connect();
  for (let turn = 0; turn < 20; turn++) {
    // Within a transaction the moment stands still.
    await client.query("begin");
    await client.query("update payment_attempt set next_check_at = now() where id = $1", [attemptId]);
    expect(await run(client, claimOne, [attemptId, CLAIM_MS])).toHaveLength(1);
    await client.query("commit");
  }
  client.release();
});

describe("F34 claiming", () => {
  it("takes three young sales for each old one, of both the longest due", async () => {
    const old = await due(6, { ageSeconds: 11 * MINUTE });
    const young = await due(10);
    expect(await claim(8)).toEqual(ids([...young.slice(0, 6), ...old.slice(0, 2)]));
  });

  it("gives an old sale every fourth turn even to who takes one at a time", async () => {
    const old = await due(2, { ageSeconds: 60 * MINUTE });
    const young = await due(5);
    const taken: string[] = [];
    for (const turn of [0, 1, 2, 3]) taken.push(...(await claim(1, { turn })));
    expect(taken.toSorted()).toEqual(ids([...young.slice(0, 3), ...old.slice(0, 1)]));
  });

  it("takes all that is due when there is room", async () => {
    const sales = [...(await due(3, { ageSeconds: 60 * MINUTE })), ...(await due(3))];
    expect(await claim(100, { turn: 2 })).toEqual(ids(sales));
    expect(await claim(100)).toEqual([]);
  });

  it("takes of each account no more than its pace allows, and a busy one keeps no other out", async () => {
    const other = await openTestShop();
    try {
      const busy = await due(8);
      const quiet = await due(2, { of: other });
      expect(await claim(100, { less: { [test.accountId]: 0 } })).toEqual(ids(quiet));
      await other.shop.pool.query(
        "update payment_attempt set next_check_at = now() - interval '1 millisecond' where account_id = $1",
        [other.accountId],
      );
      expect(await claim(4, { most: 6 })).toEqual(ids([...busy.slice(0, 2), ...quiet]));
      expect(await claim(100, { most: 6, less: { [test.accountId]: 3 } })).toEqual(ids(busy.slice(2, 5)));
    } finally {
      await other.close();
    }
  });
});

describe("several workers", () => {
  it("pass over what another one is just taking, and wait for nothing", async () => {
    const sales = await due(5);
    const other = await test.shop.pool.connect();
    await other.query("begin");
    const taken = await run(other, claimDue, [3, CLAIM_MS, 100, [], [], 0]);
    expect(taken.map(({ id }) => id).toSorted()).toEqual(ids(sales.slice(0, 3)));
    expect(await claim(100)).toEqual(ids(sales.slice(3)));
    await other.query("commit");
    other.release();
    expect(await claim(100)).toEqual([]);
  });

  it("share what is due, and ask about nothing twice", async () => {
    const sales = await due(20);
    const others = [openShop(), openShop()];
    for (const shop of others) shop.gateways.set(`${test.accountId}/1`, test.gateway);
    test.gateway.calls.length = 0;
    while (test.gateway.calls.length < 20) {
      const works = await Promise.all(others.map((shop) => runDue(shop, keepPace(), 100)));
      await Promise.all(works.flat());
    }
    expect(test.gateway.calls.map(({ merchantNumber }) => merchantNumber).toSorted()).toEqual(
      sales.map(({ merchantNumber }) => merchantNumber).toSorted(),
    );
    await Promise.all(others.map(closeShop));
  });

  it("F6 change nothing with what one of them brings after it had stood still", async () => {
    const [sale] = await due(1);
    const late = Promise.withResolvers<QueryOutcome>();
    test.gateway.queries = [late.promise, found("paid")];
    const [paused] = await runDue(test.shop, keepPace(), 1);
    await vi.waitUntil(() => test.gateway.calls.some(({ kind }) => kind === "query"));
    await test.shop.pool.query(
      "update payment_attempt set next_check_at = now() - interval '1 millisecond' where id = $1",
      [sale?.attemptId],
    );
    const [second] = await runDue(test.shop, keepPace(), 1);
    await second;
    late.resolve({ kind: "no_trade" });
    await paused;
    expect(await test.payment(sale?.orderId ?? "")).toMatchObject({ status: "paid", orderStatus: "paid" });
  });

  it("F6 send no cancel after they had stood still: the sale may be paid by now", async () => {
    const sale = await test.sell();
    await cancelOrder(test.shop, by(test.userId), sale.orderId);
    test.gateway.queries = [{ kind: "no_trade" }];
    // The process stands still whenever a cancel was noted.
    let clock = 0;
    const stopped = vi.spyOn(performance, "now").mockImplementation(() => (clock += 60_000));
    const [work] = await runDue(test.shop, keepPace(), 1);
    await work;
    stopped.mockRestore();
    expect(test.gateway.calls.map(({ kind }) => kind)).toEqual(["code", "query"]);
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "cancelling", cancelAnswer: "unclear" });
  });
});

it("F12 an error in the work on one sale ends neither the worker nor the work on others", async () => {
  const [broken, sound] = await due(2);
  const fault = Promise.reject(new Error("a fault of ours"));
  fault.catch(() => {});
  test.gateway.queries = [fault, { kind: "no_trade" }];
  const errors = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await Promise.all(await runDue(test.shop, keepPace(), 10));
  const lines = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
  errors.mockRestore();
  expect(lines).toContainEqual(expect.objectContaining({ event: "check_failed", error: "a fault of ours" }));
  const checks = await Promise.all([broken, sound].map((sale) => test.payment(sale?.orderId ?? "")));
  expect(checks.map(({ checks }) => checks).toSorted()).toEqual([0, 1]);
  // It stays claimed for a while, and is then due again.
  for (const { nextCheckAt } of checks) expect(nextCheckAt).not.toBeNull();
});

it("F34 pauses an account whose gateway complains, and loses nothing of it", async () => {
  let now = 0;
  const pace = keepPace({ now: () => now, random: () => 0.5 });
  const sales = await due(3);
  test.gateway.queries = [{ kind: "unclear", why: RATE_LIMITED }, found("paid")];
  await Promise.all(await runDue(test.shop, pace, 1));
  expect(await runDue(test.shop, pace, 10)).toEqual([]);
  await test.shop.pool.query(
    "update payment_attempt set next_check_at = now() - interval '1 millisecond' where account_id = $1",
    [test.accountId],
  );
  now += 1000 + 500;
  await Promise.all(await runDue(test.shop, pace, 10));
  for (const { orderId } of sales) expect(await test.payment(orderId)).toMatchObject({ status: "paid" });
});

describe("after an outage", () => {
  const HOUR_AWAY = 3600;

  async function scheduled(away: number, of = test): Promise<PaymentRow> {
    const sale = await of.sell();
    const data = { nextCheckAt: seconds(away) };
    await of.shop.prisma.paymentAttempt.update({ where: { id: sale.attemptId }, data });
    return sale;
  }

  it("F32 makes all that is undecided at the gateway's accounts due, and nothing else", async () => {
    const other = await openTestShop();
    try {
      const ours = await scheduled(HOUR_AWAY);
      const theirs = await scheduled(HOUR_AWAY, other);
      const ended = await scheduled(HOUR_AWAY);
      await test.shop.prisma.paymentAttempt.update({ where: { id: ended.attemptId }, data: { status: "closed" } });
      expect(await resumeUndecided(test.shop, [test.accountId])).toBe(1);
      expect(await nextCheckOf(ours)).toBeLessThanOrEqual(Date.now());
      expect((await other.payment(theirs.orderId)).nextCheckAt?.getTime()).toBeGreaterThan(Date.now());
      expect(await nextCheckOf(ended)).toBeGreaterThan(Date.now());
    } finally {
      await other.close();
    }
  });

  it("takes nothing out of the hands of who may be asking right now", async () => {
    const [claimed] = await due(1);
    await claim(1);
    const free = await scheduled(HOUR_AWAY);
    await resumeUndecided(test.shop, null);
    expect(await nextCheckOf(free)).toBeLessThanOrEqual(Date.now());
    expect(claimed && (await nextCheckOf(claimed))).toBeGreaterThan(Date.now());
  });

  it("knows the accounts of a gateway by its addresses, a second one and older versions included", () => {
    const at = (...origins: string[]) => ({ ...test.gateway, origins });
    const gateways = new Map([
      ["a/1", at("https://main.example")],
      ["a/2", at("https://main.example", "https://backup.example")],
      ["b/1", at("https://other.example")],
    ]);
    expect(accountsAt({ gateways }, "https://main.example")).toEqual(["a"]);
    expect(accountsAt({ gateways }, "https://backup.example")).toEqual(["a"]);
    expect(accountsAt({ gateways }, "https://nowhere.example")).toEqual([]);
  });
});
