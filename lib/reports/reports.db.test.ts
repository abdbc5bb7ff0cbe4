import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { businessDate, type Calendar } from "#lib/calendar/business-day.ts";
import { moveDate } from "#lib/calendar/date-range.ts";
import { closeShift } from "#lib/shifts/close-shift.ts";
import { openShiftShop } from "#lib/shifts/testing/shift-shop.ts";
import { by } from "#lib/testing/by.ts";
import { findReport } from "./queries.ts";
import { parseReportWish } from "./schema.ts";
import { sumMoney } from "./sum-money.ts";
import { type MovingShop, openMovingShop, type Payment } from "./testing/moving-shop.ts";
import type { Report } from "./view.ts";

let test: MovingShop;
beforeAll(async () => {
  test = await openMovingShop();
});
afterAll(() => test.close());

const BERLIN = { timeZone: "Europe/Berlin", dayStartMinute: 240 };
const NEW_YORK = { timeZone: "America/New_York", dayStartMinute: 0 };

type Asked = { span: Report["span"]; currency?: string; now?: Date };

async function report(storeIds: string[], { span, currency, now = new Date("2026-12-31T12:00:00Z") }: Asked) {
  const wish = { span, currency: currency ?? null, now };
  const result = await findReport(test.shop, { staff: await test.manager(), storeIds }, wish);
  if (result.kind !== "report") throw new Error(result.kind);
  return result.report;
}

const summedAll = async () => {
  while (await sumMoney(test.shop));
};

type Moved = { storeId: string; at: Date; cashierId: string; currency: string; paid: bigint; refunded: bigint };

/** The ledger: every payment and every refund that the tables of the sales themselves have. */
async function ledgerOf(storeIds: string[]): Promise<Moved[]> {
  const { rows } = await test.shop.pool.query<Moved>(
    `select o.store_id as "storeId", a.status_since as at, o.cashier_id as "cashierId", a.currency, a.amount as paid, 0::bigint as refunded
     from payment_attempt a join shop_order o on o.id = a.order_id where a.status = 'paid' and o.store_id = any ($1)
     union all
     select o.store_id, r.status_since, r.asked_by_id, r.currency, 0, r.amount
     from refund r join payment_attempt a on a.id = r.attempt_id join shop_order o on o.id = a.order_id
     where r.status = 'done' and o.store_id = any ($1)`,
    [storeIds],
  );
  return rows;
}

const net = (rows: readonly Moved[]): bigint => rows.reduce((sum, { paid, refunded }) => sum + paid - refunded, 0n);
const nets = (list: readonly { sums: { net: { minor: string } } }[]): bigint =>
  list.reduce((sum, { sums }) => sum + BigInt(sums.net.minor), 0n);

/** Each sum that a report shows is the sum of the ledger's lines that belong to it. */
async function expectLedger(stores: { id: string; calendar: Calendar }[], span: Report["span"]): Promise<void> {
  const storeIds = stores.map(({ id }) => id);
  const calendars = new Map(stores.map(({ id, calendar }) => [id, calendar]));
  const lines = (await ledgerOf(storeIds)).map((line) => {
    const calendar = calendars.get(line.storeId);
    if (!calendar) throw new Error("a store of somebody else");
    return { ...line, day: businessDate(line.at, calendar) };
  });
  for (const currency of ["EUR", "USD"]) {
    const shown = await report(storeIds, { span, currency });
    const own = lines.filter((line) => line.currency === currency && span.first <= line.day && line.day <= span.last);
    if (!shown.currencies.includes(currency)) {
      expect(own).toEqual([]);
      continue;
    }
    expect(BigInt(shown.total.paid.minor)).toBe(own.reduce((sum, { paid }) => sum + paid, 0n));
    expect(BigInt(shown.total.refunded.minor)).toBe(own.reduce((sum, { refunded }) => sum + refunded, 0n));
    expect(shown.total.payments).toBe(own.filter(({ paid }) => paid > 0n).length);
    expect([nets(shown.hours), nets(shown.stores), nets(shown.cashiers)]).toEqual([net(own), net(own), net(own)]);
    for (const { id, sums } of shown.stores)
      expect(BigInt(sums.net.minor)).toBe(net(own.filter(({ storeId }) => storeId === id)));
    for (const { id, sums } of shown.cashiers)
      expect(BigInt(sums.net.minor)).toBe(net(own.filter(({ cashierId }) => cashierId === id)));
    for (const { day, sums } of shown.days) {
      const ofDay = lines.filter((line) => line.currency === currency && line.day === day);
      expect(BigInt(sums.net.minor), day).toBe(net(ofDay));
    }
  }
}

/** Around the night in which the clocks go back in both zones, a week apart. */
const MINUTES = fc.integer({ min: 0, max: 16 * 24 * 60 });
const atMinute = (minute: number) => new Date(Date.UTC(2026, 9, 20) + minute * 60_000);
const WHO = { store: fc.nat(1), cashier: fc.nat(2), minute: MINUTES, minor: fc.bigInt({ min: 1n, max: 999_999n }) };

const STEP = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("pay" as const), ...WHO, dollars: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pay_again" as const), ...WHO, which: fc.nat() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("give_back" as const), ...WHO, which: fc.nat() }) },
  { weight: 2, arbitrary: fc.constant({ kind: "sum" as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("move_day" as const), start: fc.nat(1439) }) },
);
type Step = typeof STEP extends fc.Arbitrary<infer One> ? One : never;

describe("the sums of reports", () => {
  it("M1 M2 M7 M10 Z7 are those of the ledger: refunds, late and second payments, two zones, clocks that change, at every moment", async () => {
    const cashiers = await Promise.all(["Li", "Wang", "Zhao"].map(test.hire));
    const play = async (steps: readonly Step[]) => {
      const stores = [
        { id: await test.addStore(BERLIN), calendar: BERLIN },
        { id: await test.addStore(NEW_YORK), calendar: NEW_YORK },
      ];
      const paid: (Payment & { left: bigint })[] = [];
      for (const step of steps) {
        if (step.kind === "sum") await summedAll();
        if (step.kind === "move_day" && stores[0]) {
          stores[0].calendar = { ...BERLIN, dayStartMinute: step.start };
          await test.shop.prisma.store.update({
            where: { id: stores[0].id },
            data: { dayStartMinute: step.start },
          });
        }
        if (!("minute" in step)) continue;
        const who = { storeId: stores[step.store]?.id ?? "", cashierId: cashiers[step.cashier] ?? "" };
        const [at, { minor }] = [atMinute(step.minute), step];
        if (step.kind === "pay") {
          const payment = await test.pay({ ...who, currency: step.dollars ? "USD" : "EUR", minor, at });
          paid.push({ ...payment, left: minor });
          continue;
        }
        const payment = paid[step.which % paid.length];
        if (!payment) continue;
        if (step.kind === "pay_again") {
          await test.pay({ ...who, currency: payment.currency, minor, at }, { of: payment });
        } else if (payment.left > 0n) {
          const back = (minor % payment.left) + 1n;
          payment.left -= back;
          await test.giveBack(payment, { cashierId: who.cashierId, minor: back, at });
        }
      }
      await expectLedger(stores, { first: "2026-10-23", last: "2026-11-03" });
      await expectLedger(stores, { first: "2026-10-25", last: "2026-10-25" });
      await summedAll();
      expect(await test.shop.prisma.unsummedMoney.count()).toBe(0);
      await expectLedger(stores, { first: "2026-10-23", last: "2026-11-03" });
      await expectLedger(stores.slice(1), { first: "2026-11-01", last: "2026-11-01" });
    };
    await fc.assert(fc.asyncProperty(fc.array(STEP, { minLength: 5, maxLength: 40 }), play), { numRuns: 40 });
  }, 120_000);

  it("M1 count each movement once, however many workers add it up at once, and also one that died in between", async () => {
    const storeId = await test.addStore(BERLIN);
    const cashierId = await test.hire("Li");
    const at = new Date("2026-10-01T10:00:00Z");
    const sell = () => test.pay({ storeId, cashierId, currency: "EUR", minor: 100n, at });
    for (let sale = 0; sale < 10; sale++) await sell();
    const dying = await test.shop.pool.connect();
    await dying.query("begin");
    await dying.query("delete from unsummed_money");
    const [, , shown] = await Promise.all([
      sell(),
      sell(),
      report([storeId], { span: { first: "2026-10-01", last: "2026-10-01" } }),
    ]);
    expect(shown.total.payments).toBeGreaterThanOrEqual(10);
    await dying.query("rollback");
    dying.release();
    await Promise.all(Array.from({ length: 6 }, () => sumMoney(test.shop)));
    await summedAll();
    const { total } = await report([storeId], { span: { first: "2026-10-01", last: "2026-10-01" } });
    expect(total).toMatchObject({ payments: 12, paid: { minor: "1200", currency: "EUR" } });
  });

  it("M5 Z2 I4 say of a store what its closing reports say, with late, second and returned payments", async () => {
    const shop = await openShiftShop();
    const first = await shop.open();
    const late = await shop.show("40.00");
    const sold = await shop.sellFor("12.50", shop.wangId);
    await shop.sellTwice("3.00");
    await shop.refundFor(sold, "2.25");
    const left = [{ id: late.orderId, note: "Left for tomorrow" }];
    await closeShift(shop.shop, by(shop.userId), { shiftId: first, note: "", left });
    const reports = [await shop.z(first)];
    const second = await shop.open();
    await shop.pay(late);
    await shop.refundFor(sold, "0.25", { outside: true });
    reports.push(await shop.closeAll(second));
    const today = businessDate(new Date(), { timeZone: "Asia/Shanghai", dayStartMinute: 0 });
    const asked = { staff: await staffOf(shop.shop, shop.userId), storeIds: [shop.storeId] };
    const wish = { span: { first: moveDate(today, -1), last: today }, currency: "CNY" };
    for (const turn of ["not summed", "summed"]) {
      const result = await findReport(shop.shop, asked, wish);
      const total = result.kind === "report" ? result.report.total : null;
      const of = (name: "sales" | "refunds" | "net") =>
        reports.flatMap((z) => z.total.map((sums) => BigInt(sums[name]))).reduce((sum, one) => sum + one, 0n);
      expect([total?.paid.minor, total?.refunded.minor, total?.net.minor], turn).toEqual(
        [of("sales"), of("refunds"), of("net")].map(String),
      );
      await summedAll();
    }
    await shop.close();
  });

  it("M1 of a day that is not over is compared with the same hours of the same weekday", async () => {
    const storeId = await test.addStore(BERLIN);
    const cashierId = await test.hire("Li");
    const sell = (at: string, minor: bigint) =>
      test.pay({ storeId, cashierId, currency: "EUR", minor, at: new Date(at) });
    await sell("2026-09-15T08:30:00Z", 1000n);
    await summedAll();
    await sell("2026-09-15T10:30:00Z", 5000n);
    await sell("2026-09-22T08:10:00Z", 1500n);
    await sell("2026-09-22T10:05:00Z", 70n);
    const now = new Date("2026-09-22T10:20:00Z");
    const today = await report([storeId], { span: { first: "2026-09-22", last: "2026-09-22" }, now });
    expect(today).toMatchObject({ running: true, total: { payments: 2, net: { minor: "1570" } } });
    // 12:20 in Berlin: the twelfth hour is not over.
    expect(today.compared).toMatchObject({
      ...{ hour: "12:00", span: { first: "2026-09-15", last: "2026-09-15" } },
      ...{ now: { net: { minor: "1500" } }, before: { net: { minor: "1000" } } },
    });
    expect(today.hours.map(({ label, sums }) => [label, sums.net.minor])).toEqual([
      ["10:00", "1500"],
      ["11:00", "0"],
      ["12:00", "70"],
    ]);
    const day = today.days.at(-1);
    expect(day).toMatchObject({ day: "2026-09-22", sums: { net: { minor: "1570" } }, before: { net: { minor: "0" } } });
    expect(today.days).toHaveLength(14);
    const week = await report([storeId], { span: { first: "2026-09-16", last: "2026-09-22" }, now });
    expect(week.compared).toMatchObject({ before: { net: { minor: "1000" } } });
    expect(week.days.at(-1)?.before.net.minor).toBe("6000");
  });

  it("M10 today is the day of the store, whatever the clock of whoever looks", async () => {
    const storeId = await test.addStore(NEW_YORK);
    const at = new Date("2026-10-24T02:30:00Z");
    await test.pay({ storeId, cashierId: await test.hire("Li"), currency: "USD", minor: 100n, at });
    const { span } = parseReportWish({}, NEW_YORK, at);
    expect(span).toEqual({ first: "2026-10-23", last: "2026-10-23" });
    expect(await report([storeId], { span, currency: "USD", now: at })).toMatchObject({ total: { payments: 1 } });
  });

  it("M2 P20 tell how long after the scan people paid, before and after they were summed", async () => {
    const storeId = await test.addStore(BERLIN);
    const cashierId = await test.hire("Li");
    const at = new Date("2026-08-03T10:00:00Z");
    for (const scanSeconds of [1.4, 3.2, 3.9, 700])
      await test.pay({ storeId, cashierId, currency: "EUR", minor: 100n, at }, { scanSeconds });
    await test.pay({ storeId, cashierId, currency: "EUR", minor: 100n, at });
    const span = { first: "2026-08-03", last: "2026-08-03" };
    const before = await report([storeId], { span });
    await summedAll();
    const after = await report([storeId], { span });
    expect(after).toEqual(before);
    expect(after.scanMedian).toBe(3);
    const used = after.scanTimes.filter(({ payments }) => payments > 0);
    expect(used).toEqual([
      { from: 0, until: 2, payments: 1 },
      { from: 3, until: 4, payments: 2 },
      { from: 60, until: null, payments: 1 },
    ]);
  });

  it("C17 I14 S1 never hold practice beside real money, nor a store of somebody else", async () => {
    const own = await test.addStore(BERLIN);
    const practice = await test.addStore({ ...BERLIN, practice: true });
    const foreign = await test.addStore(BERLIN);
    const cashierId = await test.hire("Li");
    const at = new Date("2026-07-06T10:00:00Z");
    for (const storeId of [own, practice, foreign])
      await test.pay({ storeId, cashierId, currency: "EUR", minor: 100n, at });
    await test.shop.prisma.membership.deleteMany({ where: { storeId: foreign } });
    const span = { first: "2026-07-06", last: "2026-07-06" };
    expect(await report([own, practice, foreign], { span })).toMatchObject({ total: { payments: 1 } });
    expect(await report([foreign], { span })).toMatchObject({ total: { payments: 0 } });
  });

  it("F15 I18 end as busy when the database takes too long, and take no connection of the shop", async () => {
    const storeId = await test.addStore(BERLIN);
    const blocking = await test.shop.pool.connect();
    await blocking.query("begin");
    await blocking.query("lock table money_sum in access exclusive mode");
    const staff = await test.manager();
    const span = { first: moveDate("2026-07-06", -6), last: "2026-07-06" };
    const ask = () => findReport(test.shop, { staff, storeIds: [storeId] }, { span, currency: null });
    const asked = Promise.all(Array.from({ length: 8 }, ask));
    const waiting = () => test.shop.pool.waitingCount;
    expect(waiting()).toBe(0);
    expect((await asked).map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => "busy"));
    await blocking.query("rollback");
    blocking.release();
    expect((await ask()).kind).toBe("report");
  }, 30_000);
});
