import fc from "fast-check";
import { expect, it } from "vitest";
import { askGateway } from "#lib/orders/calls/ask-gateway.ts";
import { runIfDue } from "#lib/orders/calls/run-due.ts";
import { cancelOrder } from "#lib/orders/cancel-order.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { tillState } from "#lib/orders/to-view.ts";
import { by } from "#lib/testing/by.ts";
import { LOG_TABLES, type LogShop, MONEY_TABLES, openLogShop, type Said } from "../testing/log-shop.ts";
import type { ReplayPlan } from "./view.ts";

const SALES = 3;
const HISTORIES = 30;
/** Each history has a shop of its own. */
const PATIENCE = { timeout: 300_000 };

/** What can happen to one of a few sales: in any order, early, late, twice. */
const step = fc.record({
  sale: fc.nat(SALES - 1),
  what: fc.oneof(
    fc.constantFrom("asked_paid", "asked_closed", "cancel", "refund", "unclear_refund", "repeat"),
    fc.record({
      state: fc.constantFrom("paid", "paid", "paid", "pending", "waiting", "closed", null),
      minor: fc.constantFrom(12_850, 12_850, 12_850, 1),
      trade: fc.constantFrom("own", "own", "own", "other"),
      use: fc.constantFrom("settle", "settle", "settle", "ask", "park"),
      key: fc.constantFrom("right", "right", "right", "wrong", "later"),
      merchantNumber: fc.constantFrom("own", "own", "own", "own", "nobody"),
    }),
  ),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Plays a history; the last words of Alipay are kept for repeats. */
async function play(test: LogShop, steps: readonly Step[]): Promise<PaymentRow[]> {
  const sales = await Promise.all(Array.from({ length: SALES }, () => test.sell()));
  const said: Said[] = [];
  for (const { sale: at, what } of steps) {
    const sold = sales[at];
    if (!sold) throw new Error(`there is no sale ${at}`);
    const { merchantNumber, orderId, attemptId } = sold;
    const own = `T${attemptId}`;
    if (typeof what === "object") {
      const told = test.say({
        ...what,
        merchantNumber: what.merchantNumber === "own" ? merchantNumber : what.merchantNumber,
        tradeNumber: what.trade === "own" ? own : "T-other",
      });
      said.push(told);
      await test.deliver(told);
    } else await act(test, { what, orderId, attemptId, own, again: said.at(-1) });
  }
  return sales;
}

type Act = { what: string; orderId: string; attemptId: string; own: string; again: Said | undefined };

async function act(test: LogShop, { what, orderId, attemptId, own, again }: Act): Promise<void> {
  const { shop, gateway } = test;
  const payment = await test.payment(orderId);
  switch (what) {
    case "asked_paid":
    case "asked_closed":
      gateway.queries = [found(what === "asked_paid" ? "paid" : "closed", { tradeNumber: own })];
      await askGateway(shop, payment, "system");
      gateway.queries = [];
      return;
    case "cancel":
      gateway.cancels = [{ kind: "closed" }];
      await cancelOrder(shop, by(test.userId), orderId);
      await shop.pool.query(
        "update payment_attempt set next_check_at = now() - interval '1 millisecond' where id = $1 and next_check_at is not null",
        [attemptId],
      );
      await runIfDue(shop, attemptId);
      return;
    case "refund":
    case "unclear_refund": {
      gateway.refunds = [what === "refund" ? { kind: "done" } : { kind: "unclear", why: "timeout" }];
      const asked = await test.giveBack(payment, { amount: "1.00" });
      if ("refundId" in asked) await test.work(asked);
      return;
    }
    default:
      if (again) await test.deliver(again);
  }
}

/** No clock turns anything meanwhile. */
const rest = ({ shop }: LogShop) =>
  shop.pool.query(
    "update payment_attempt set next_check_at = now() + interval '1 hour' where next_check_at is not null",
  );

const changed = (before: readonly string[] = [], after: readonly string[] = []): string[] =>
  after.filter((row) => !before.includes(row));

/** Plans, compares, processes, and compares again. */
async function check(test: LogShop, noticeId: string): Promise<void> {
  await rest(test);
  const before = await test.rows(...MONEY_TABLES, ...LOG_TABLES);
  const planned = await test.plan(noticeId);
  expect(await test.rows(...MONEY_TABLES, ...LOG_TABLES), "a dry run").toEqual(before);
  if (!planned) throw new Error(`no notice ${noticeId}`);
  const { plan, mark } = planned;
  const result = await test.replay(noticeId, mark);
  const after = await test.rows(...MONEY_TABLES, ...LOG_TABLES);
  if (plan.kind !== "believed") {
    expect(result).toEqual({ kind: "refused" });
    expect(after).toEqual(before);
    return;
  }
  expect(result).toMatchObject({ kind: "replayed", effect: plan.effect });
  expect("ask" in result && result.ask !== null && result.ask !== undefined, "asks").toBe(plan.asks);
  await checkMoney(test, plan, { before, after });
  const again = await test.plan(noticeId);
  // A sale that ended is asked about at each word of money, and turns by the answer alone.
  expect(again?.plan).toMatchObject({ kind: "believed", effect: plan.effect });
  if (again?.plan.kind === "believed") expect(again.plan.order?.to).toBe(again.plan.order?.from);
}

type Compared = Record<"before" | "after", Record<string, string[]>>;

async function checkMoney(test: LogShop, plan: Extract<ReplayPlan, { kind: "believed" }>, { before, after }: Compared) {
  const own = plan.order?.id ?? "none";
  for (const table of ["shop_order", "payment_attempt", "order_event"]) {
    const rows = changed(before[table], after[table]);
    // What was right already is as it was, to the last column; nothing of another sale is touched.
    if (plan.changes) for (const row of rows) expect(row, table).toContain(own);
    else expect(rows, table).toEqual([]);
  }
  if (!plan.asksRefunds) expect(after.refund).toEqual(before.refund);
  expect(after.refund?.length).toBe(before.refund?.length);
  if (plan.changes) expect(changed(before.order_event, after.order_event)).toHaveLength(1);
  if (plan.order) expect(tillState(await test.payment(own))).toBe(plan.order.to);
  if (plan.order?.from === "paid") expect(plan.order.to).toBe("paid");
}

it(
  "W2 I1 replaying any notice of the log leaves what is right as it is, and the dry run says just what happens, whatever has happened",
  PATIENCE,
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const test = await openLogShop();
        try {
          await play(test, steps);
          // A key that was missing then is there now.
          test.keys.right = steps.length % 2 === 0 ? "right" : "later";
          for (const noticeId of await test.logged()) await check(test, noticeId);
        } finally {
          await test.close();
        }
      }),
      { numRuns: HISTORIES, endOnFailure: true },
    );
  },
);
