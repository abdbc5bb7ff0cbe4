import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { decimalText, fromMoneyText } from "#lib/money/money.ts";
import { shortNumber } from "#lib/receipts/make-number.ts";
import { sumMoney } from "#lib/reports/sum-money.ts";
import { openShiftShop, type ShiftShop } from "#lib/shifts/testing/shift-shop.ts";
import { by } from "#lib/testing/by.ts";
import { readAll } from "#lib/testing/read-all.ts";
import { requestCode } from "../calls/request-code.ts";
import { ALL_ORDERS } from "../testing/all-orders.ts";
import type { Movement } from "../view.ts";
import { countForExport, exportOrders } from "./export-orders.ts";
import { findTotals, MOST_SUMMED, type OrderFilter } from "./queries.ts";
import { readSearch } from "./read-search.ts";

let test: ShiftShop;
/** The second currency of the store. */
let yen: string;
beforeAll(async () => {
  test = await openShiftShop();
  const { shop, storeId, accountId } = test;
  await shop.prisma.storeAccount.create({ data: { storeId, currency: "JPY", accountId, maxAmount: 5_000_000n } });
  await makeAll();
});
afterAll(() => test.close());

/** One of each thing that can become of a sale. */
async function makeAll() {
  const sellYen = async () => {
    const created = await test.charge({ currency: "JPY", amount: "880" });
    if (created.kind !== "created") throw new Error(created.kind);
    await requestCode(test.shop, created.payment);
    return test.pay(await test.payment(created.payment.orderId));
  };
  await test.sellFor("20.00", test.wangId);
  await test.refundFor(await test.sellFor("30.00"), "30.00");
  const twice = await test.sellFor("40.00");
  await test.refundFor(twice, "10.00");
  await test.refundFor(twice, "0.01");
  await test.sellTwice("50.00");
  await test.refundFor(await test.sellTwice("60.00"), "5.00");
  yen = (await sellYen()).orderId;
  await test.refundFor(await sellYen(), "80");
  // What is not certain, was refused, or never came.
  test.gateway.refunds = [{ kind: "unclear", why: "timeout" }];
  await test.refundFor(await test.sellFor("70.00"), "7.00");
  test.gateway.refunds = [{ kind: "refused", reason: "balance", code: "X", again: true }];
  await test.refundFor(await test.sellFor("80.00"), "8.00");
  test.gateway.refunds = [];
  await test.giveBack(await test.sellFor("90.00"), { amount: "9.00" });
  await test.show("100.00");
  const mismatch = await test.show("110.00");
  await test.shop.pool.query("update shop_order set status = 'expired', anomaly = 'amount_mismatch' where id = $1", [
    mismatch.orderId,
  ]);
  const back = await test.show("120.00");
  await test.shop.pool.query(
    "update shop_order set status = 'cancelled', anomaly = 'cancelled_refunded' where id = $1",
    [back.orderId],
  );
}

const staff = () => staffOf(test.shop, test.userId);
const begin = async (filter: Partial<OrderFilter> = {}) =>
  exportOrders(test.shop, { staff: await staff(), doer: by(test.userId) }, { ...ALL_ORDERS, ...filter });
const movements = async (filter: Partial<OrderFilter> = {}): Promise<Movement[]> => {
  const begun = await begin(filter);
  if (begun.kind !== "begun") throw new Error(begun.kind);
  return (await readAll(begun.pages)).flat();
};
const totalsOf = async (...wanted: Parameters<typeof findTotals>) => {
  const totals = await findTotals(...wanted);
  if (typeof totals === "string") throw new Error(totals);
  return totals;
};
const sumOf = (rows: readonly Movement[]) => rows.reduce((sum, { amount }) => sum + fromMoneyText(amount).minor, 0n);
const of = (rows: readonly Movement[], currency: string, kind?: Movement["kind"]) =>
  rows.filter((row) => row.amount.currency === currency && (kind === undefined || row.kind === kind));

describe("M5 B46 the table of what moved", () => {
  it.each([
    ["everything", {}],
    ["one currency", { currency: "JPY" }],
    ["what was paid late or twice", { state: "paid_late" }],
    ["what is paid", { state: "paid" }],
    ["what is being checked", { state: "checking" }],
    ["an amount", { search: readSearch("60.00") }],
    ["amounts between bounds", { least: [31n, 3_100n, 31_000n], most: [70n, 7_000n, 70_000n] }],
    ["no day at all", { until: new Date("2020-01-01") }],
  ] as [string, Partial<OrderFilter>][])(
    "M7 I4 sums up to what the list says, each currency by itself: %s",
    async (_, filter) => {
      const rows = await movements(filter);
      const totals = await totalsOf(test.shop, await staff(), { ...ALL_ORDERS, ...filter });
      for (const { currency, paid, refunded, net } of totals) {
        expect(sumOf(of(rows, currency)), currency).toBe(fromMoneyText(net).minor);
        expect(sumOf(of(rows, currency, "payment")), currency).toBe(fromMoneyText(paid).minor);
        expect(-sumOf(of(rows, currency, "refund")), currency).toBe(fromMoneyText(refunded).minor);
      }
      const known = new Set(totals.map(({ currency }) => currency));
      expect(rows.every(({ amount }) => known.has(amount.currency))).toBe(true);
      const counted = await countForExport(test.shop, await staff(), { ...ALL_ORDERS, ...filter });
      const currencies = [...new Set(rows.map(({ amount }) => amount.currency))].toSorted();
      expect(counted).toEqual({ kind: "counted", rows: rows.length, currencies });
    },
  );

  it("has one line for each payment and each refund that is certain, and none for anything else", async () => {
    const rows = await movements();
    const told = (currency: string, kind: Movement["kind"]) =>
      of(rows, currency, kind)
        .map(({ amount }) => decimalText(fromMoneyText(amount)))
        .toSorted((a, b) => Number(a) - Number(b));
    expect(told("CNY", "payment")).toEqual([
      "20.00",
      "30.00",
      "40.00",
      "50.00",
      "50.00",
      "60.00",
      "60.00",
      "70.00",
      "80.00",
      "90.00",
    ]);
    expect(told("CNY", "refund")).toEqual(["-30.00", "-10.00", "-5.00", "-0.01"]);
    expect(told("JPY", "payment")).toEqual(["880", "880"]);
    expect(told("JPY", "refund")).toEqual(["-80"]);
  });

  it("I18 is not counted when it is long, and has a column for whatever moved at its stores", async () => {
    const own = await openShiftShop();
    const { shop, storeId, accountId } = own;
    await shop.prisma.storeAccount.create({ data: { storeId, currency: "JPY", accountId, maxAmount: 5_000_000n } });
    const sale = await own.sellFor("1.00");
    await shop.pool.query("update shop_order set created_at = created_at - interval '1 day' where id = $1", [
      sale.orderId,
    ]);
    const more = (many: number) =>
      shop.pool.query(
        `insert into shop_order (id, store_id, register_id, cashier_id, client_key, amount, currency, lines, status)
         select gen_random_uuid(), store_id, register_id, cashier_id, gen_random_uuid(), 100, currency, '{}', 'expired'
         from shop_order, generate_series(1, $2::int) where id = $1`,
        [sale.orderId, many],
      );
    const count = async (filter: Partial<OrderFilter> = {}) =>
      countForExport(shop, await staffOf(shop, own.userId), { ...ALL_ORDERS, ...filter });
    await more(MOST_SUMMED - 1);
    expect(await count()).toEqual({ kind: "counted", rows: 1, currencies: ["CNY"] });
    await more(1);
    for (const turn of ["not summed", "summed"]) {
      expect(await count(), turn).toEqual({ kind: "counted", rows: null, currencies: ["CNY"] });
      while (await sumMoney(shop));
    }
    expect(await count({ currency: "JPY" })).toEqual({ kind: "counted", rows: 0, currencies: [] });
    await own.close();
  }, 60_000);

  it("I17 says the same as the books of the payments", async () => {
    const { rows } = await test.shop.pool.query(
      `select a.currency, sum(a.amount - a.refunded)::bigint as net from payment_attempt a join shop_order o on o.id = a.order_id
       where o.store_id = $1 and a.status = 'paid' group by 1`,
      [test.storeId],
    );
    const all = await movements();
    for (const { currency, net } of rows) expect(sumOf(of(all, currency)), currency).toBe(net);
    expect(rows).toHaveLength(2);
  });

  it("tells when by the store's clock, also where it was changed, who, and by which numbers it is found", async () => {
    const { prisma, pool } = test.shop;
    const order = await prisma.order.findUniqueOrThrow({
      where: { id: yen },
      include: { attempts: true, register: true },
    });
    const attempt = order.attempts.find(({ status }) => status === "paid");
    const line = async () => (await movements()).find(({ orderId }) => orderId === yen);
    const move = (at: string, zone: string) =>
      Promise.all([
        pool.query("update payment_attempt set status_since = $2 where id = $1", [attempt?.id, at]),
        prisma.store.update({ where: { id: test.storeId }, data: { timeZone: zone } }),
      ]);
    for (const [at, zone, date, time] of [
      ["2026-03-29T00:59:59Z", "Europe/Berlin", "2026-03-29", "01:59:59"],
      ["2026-03-29T01:00:00Z", "Europe/Berlin", "2026-03-29", "03:00:00"],
      ["2026-10-25T23:30:00Z", "Europe/Berlin", "2026-10-26", "00:30:00"],
      ["2026-11-22T20:30:00Z", "Asia/Shanghai", "2026-11-23", "04:30:00"],
    ] as const) {
      await move(at, zone);
      expect(await line()).toMatchObject({ kind: "payment", date, time, timeZone: zone });
    }
    const number = shortNumber({ registerCode: "1", timeZone: "Asia/Shanghai", at: order.createdAt, id: order.id });
    expect(await line()).toMatchObject({
      ...{ number, personName: "li", storeName: "Corner shop", registerName: "Till 1", generation: "openapi" },
      ...{ merchantNumber: attempt?.merchantNumber, tradeNumber: attempt?.tradeNumber, refundNumber: null },
    });
    const refund = await prisma.refund.findFirstOrThrow({ where: { status: "done", currency: "JPY" } });
    const back = (await movements()).find(({ kind, amount }) => kind === "refund" && amount.currency === "JPY");
    expect(back).toMatchObject({
      refundNumber: refund.refundNumber,
      number: shortNumber({ registerCode: "1", timeZone: "Asia/Shanghai", at: refund.createdAt, id: refund.id }),
    });
  });

  it("W4 stands in the audit of its stores with what was chosen, without what was searched for", async () => {
    await movements({ currency: "CNY", search: readSearch("60.00") });
    const entry = await test.shop.prisma.auditEntry.findFirstOrThrow({
      where: { storeId: test.storeId, kind: "orders_exported" },
      orderBy: { id: "desc" },
    });
    expect(entry).toMatchObject({ userId: test.userId, subject: "store", subjectId: test.storeId });
    expect(entry.facts).toMatchObject({ currency: "CNY", searched: true });
    expect(JSON.stringify(entry.facts)).not.toContain("60.00");
  });

  it("I14 C17 is of the stores whose orders the person sees, real ones or practice ones", async () => {
    const { shop, wangId } = test;
    const own = await staff();
    const wang = await staffOf(shop, wangId);
    const refused = { kind: "not_allowed" };
    for (const [who, filter] of [
      [wang, ALL_ORDERS],
      [own, { ...ALL_ORDERS, storeId: crypto.randomUUID() }],
      [own, { ...ALL_ORDERS, practice: true }],
    ] as const) {
      expect(await exportOrders(shop, { staff: who, doer: by(who.user.id) }, filter)).toEqual(refused);
      expect(await countForExport(shop, who, filter)).toEqual(refused);
    }
  });

  it("S2 breaks off when the sign-in ends while it is read", async () => {
    const who = await staff();
    const begun = await exportOrders(test.shop, { staff: who, doer: by(test.userId) }, ALL_ORDERS);
    await test.shop.prisma.userSession.delete({ where: { id: who.session.id } });
    if (begun.kind !== "begun") throw new Error(begun.kind);
    await expect(readAll(begun.pages)).rejects.toThrow("the right was lost");
  });
});

it("M5 S23 goes on where the page before ended, over sales with and without money, each movement once", async () => {
  const many = await openShiftShop();
  const { shop, storeId, userId } = many;
  await many.sellFor("1.00");
  await many.refundFor(await many.sellTwice("1.00"), "0.50");
  // 700 more: paid ones and expired ones in turn, several in one millisecond.
  await shop.pool.query(
    `with one as (select o.*, a.id as attempt from shop_order o join payment_attempt a on a.order_id = o.id
       where o.store_id = $1 and o.anomaly is null and o.status = 'paid' limit 1),
     made as (
       insert into shop_order (id, store_id, register_id, cashier_id, client_key, amount, currency, lines, status, paid_at, created_at)
       select gen_random_uuid(), store_id, register_id, cashier_id, gen_random_uuid(), amount, currency, lines,
         case when n % 2 = 0 then 'paid' else 'expired' end, case when n % 2 = 0 then now() end, now() - make_interval(secs => n / 7)
       from one, generate_series(1, 700) n returning id, status)
     insert into payment_attempt (id, order_id, account_id, credential_version, merchant_number, amount, currency, subject,
       code_life_minutes, status, status_since, code_ends_at, trade_number)
     select gen_random_uuid(), made.id, a.account_id, a.credential_version, gen_random_uuid()::text, a.amount, a.currency, a.subject,
       a.code_life_minutes, case made.status when 'paid' then 'paid' else 'closed' end, now(), now(),
       case made.status when 'paid' then made.id::text end
     from made, payment_attempt a where a.id = (select attempt from one)`,
    [storeId],
  );
  const who = await staffOf(shop, userId);
  const begun = await exportOrders(shop, { staff: who, doer: by(userId) }, ALL_ORDERS);
  if (begun.kind !== "begun") throw new Error(begun.kind);
  const pages = await readAll(begun.pages);
  const rows = pages.flat();
  expect(pages.length).toBe(3);
  expect(rows).toHaveLength(354);
  expect(new Set(rows.map(({ merchantNumber, refundNumber }) => `${merchantNumber} ${refundNumber}`)).size).toBe(354);
  const [total] = await totalsOf(shop, who, ALL_ORDERS);
  expect(sumOf(rows)).toBe(total && fromMoneyText(total.net).minor);
  await many.close();
});
