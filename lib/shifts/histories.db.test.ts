import fc from "fast-check";
import { expect, it } from "vitest";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { closeShift } from "./close-shift.ts";
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
  const closed = await closeShift(test.shop, test.userId, { shiftId, note: "", left });
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

it("Z2 I4 I9 counts every payment and every refund in exactly one report, whatever happens in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 5, maxLength: 30 }), async (steps) => {
      const test = await openShiftShop();
      try {
        await play(test, steps);
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
      } finally {
        await test.close();
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);
