import fc from "fast-check";
import { expect, it } from "vitest";
import { applyOutcome } from "#lib/orders/apply-outcome.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { by } from "#lib/testing/by.ts";
import { closeShift } from "./close-shift.ts";
import { openShift } from "./open-shift.ts";
import { readShift } from "./read-shift.ts";
import { openShiftShop, type ShiftShop } from "./testing/shift-shop.ts";

/** What people at one register may do, in any order. Numbers choose among what is there. */
const STEP = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: "open" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "close" as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("show" as const), minor: fc.integer({ min: 100, max: 999_999 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("pay" as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ kind: "sell_twice" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("refund" as const), which: fc.nat(), outside: fc.boolean() }),
  },
);
type Step = typeof STEP extends fc.Arbitrary<infer One> ? One : never;

const yuan = (minor: number): string => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
const pick = <Item>(items: readonly Item[], which: number): Item | undefined => items[which % items.length];
const sumOf = (nets: readonly string[]): bigint => nets.reduce((sum, net) => sum + BigInt(net), 0n);

async function play(test: ShiftShop, steps: readonly Step[]): Promise<void> {
  let shiftId: string | null = null;
  const shown: PaymentRow[] = [];
  const paid: PaymentRow[] = [];
  for (const step of steps) {
    if (step.kind === "open" && shiftId === null) shiftId = await test.open();
    if (step.kind === "close" && shiftId !== null) {
      await closeOver(test, shiftId);
      shiftId = null;
    }
    if (step.kind === "show") shown.push(await test.show(yuan(step.minor)));
    if (step.kind === "pay") {
      const sale = pick(shown, step.which);
      if (sale) paid.push(await test.pay(shown.splice(shown.indexOf(sale), 1)[0] ?? sale));
    }
    const sale = "which" in step ? pick(paid, step.which) : undefined;
    if (step.kind === "sell_twice") paid.push(await test.sellTwice("3.00"));
    if (step.kind === "refund" && sale) await test.refundFor(sale, "0.01", { outside: step.outside });
  }
  await closeOver(test, shiftId ?? (await test.open()));
  await closeOver(test, await test.open());
}

/** X says the same as the Z that follows; what is open stays open with a word. */
async function closeOver(test: ShiftShop, shiftId: string): Promise<void> {
  const x = await test.x();
  const left = x.unclear.map(({ id }) => ({ id, note: "Left for tomorrow" }));
  const closed = await closeShift(test.shop, by(test.userId), { shiftId, note: "", left });
  expect(closed.kind).toBe("closed");
  const z = await test.z(shiftId);
  expect({ parts: z.parts, total: z.total, cashiers: z.cashiers }).toEqual({
    parts: x.report.parts,
    total: x.report.total,
    cashiers: x.report.cashiers,
  });
  const nets = Object.values(z.parts).flatMap((sums) => sums.map(({ net }) => net));
  expect(sumOf(nets)).toBe(sumOf(z.total.map(({ net }) => net)));
  expect(sumOf(z.cashiers.flatMap(({ sums }) => sums.map(({ net }) => net)))).toBe(
    sumOf(z.parts.own.map(({ net }) => net)),
  );
}

/** Every Z number once and without a gap, all money in exactly one of the reports. */
async function expectBooksToAgree(test: ShiftShop): Promise<void> {
  const reports = await test.shop.pool.query<{ number: number; net: string }>(
    "select number, content->'total'->0->>'net' as net from z_report where register_id = $1 order by number",
    [test.registerId],
  );
  expect(reports.rows.map(({ number }) => number)).toEqual(reports.rows.map((_, at) => at + 1));
  expect(sumOf(reports.rows.map(({ net }) => net))).toBe(await test.ledger());
  const { rows } = await test.shop.pool.query<{ uncounted: bigint }>(
    `select count(*) as uncounted from payment_attempt a join shop_order o on o.id = a.order_id
     left join refund r on r.attempt_id = a.id and r.status = 'done'
     where o.register_id = $1 and o.shift_id is not null and a.status = 'paid'
       and (a.counted_shift_id is null or (r.id is not null and r.counted_shift_id is null))`,
    [test.registerId],
  );
  expect(rows[0]?.uncounted).toBe(0n);
}

/** The same by several people at once, who look at nothing that the others do. */
async function playTogether(test: ShiftShop, people: readonly (readonly Step[])[]): Promise<void> {
  const { shop, userId, registerId } = test;
  const sales: PaymentRow[] = [];
  const openOne = () => openShift(shop, { userId, deviceId: null }, registerId);
  const closeOpen = async (): Promise<void> => {
    const view = await readShift(shop, userId, registerId);
    if (view?.kind !== "open") return;
    const left = sales.map(({ orderId: id }) => ({ id, note: "Left for tomorrow" }));
    await closeShift(shop, by(userId), { shiftId: view.shiftId, note: "", left });
  };
  const pay = async (sale: PaymentRow): Promise<void> => {
    const amount = { minor: sale.amount, currency: sale.currency };
    const outcome = found("paid", { tradeNumber: `T${sale.attemptId}`, amount });
    await applyOutcome(shop, sale, { news: { kind: "queried", outcome }, actor: "system" });
  };
  const giveBack = async (sale: PaymentRow): Promise<void> => {
    const asked = await test.giveBack(sale, { amount: "0.01" });
    await test.rest(sale);
    if (asked.kind === "created") await test.work(asked);
  };
  const act = async (step: Step): Promise<void> => {
    const sale = "which" in step ? pick(sales, step.which) : undefined;
    if (step.kind === "open") await openOne();
    if (step.kind === "close") await closeOpen();
    if (step.kind === "show") sales.push(await test.show(yuan(step.minor)));
    if (step.kind === "pay" && sale) await pay(sale);
    if (step.kind === "refund" && sale) await giveBack(sale);
  };
  await Promise.all(
    people.map(async (steps) => {
      for (const step of steps) await act(step);
    }),
  );
  for (const last of [closeOpen, openOne, closeOpen]) await last();
}

it("Z2 I4 I9 counts every payment and every refund in exactly one report, whatever happens in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 5, maxLength: 30 }), async (steps) => {
      const test = await openShiftShop();
      try {
        await play(test, steps);
        await expectBooksToAgree(test);
      } finally {
        await test.close();
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

it("Z2 Z3 I4 I9 counts it in exactly one when people charge, are paid, give back and close at the same time", async () => {
  const person = fc.array(STEP, { minLength: 10, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 3, maxLength: 6 }), async (people) => {
      const test = await openShiftShop();
      try {
        await playTogether(test, people);
        await expectBooksToAgree(test);
      } finally {
        await test.close();
      }
    }),
    { numRuns: 8 },
  );
}, 60_000);
