import { createTranslator } from "next-intl";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderColumns } from "#components/office/export/order-columns.ts";
import type { Staff } from "#lib/auth/find-staff.ts";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { csvStream } from "#lib/csv/write-csv.ts";
import { findExceptions } from "#lib/exceptions/queries.ts";
import { currencyDigits } from "#lib/money/currency.ts";
import { countForExport, exportOrders } from "#lib/orders/list/export-orders.ts";
import { findOrders, findTotals, type OrderFilter } from "#lib/orders/list/queries.ts";
import { ALL_ORDERS } from "#lib/orders/testing/all-orders.ts";
import { findReport } from "#lib/reports/queries.ts";
import { sumMoney } from "#lib/reports/sum-money.ts";
import { type Days, daysOf, planSales, randomOf } from "#lib/reports/testing/plan-month.ts";
import { playMonth, type Sale } from "#lib/reports/testing/play-month.ts";
import {
  type LedgerLine,
  openSimulatedShop,
  type SimulatedShop,
  type SoldStore,
} from "#lib/reports/testing/simulated-shop.ts";
import type { Report } from "#lib/reports/view.ts";
import { by } from "#lib/testing/by.ts";
import messages from "#messages/en.json" with { type: "json" };

const SEEDS = [Math.floor(Math.random() * 2 ** 31), 7, 11];
/** Those in which clocks are changed: in Berlin and New York, in Berlin, in New York. */
const MONTHS = ["03", "10", "11"];

const FIVE_DAYS_MS = 5 * 24 * 60 * 60_000;

let sim: SimulatedShop;
beforeAll(async () => {
  sim = await openSimulatedShop();
}, 60_000);
afterAll(() => sim.close());

/** The business days of instants, by PostgreSQL again. */
async function datesOf({ timeZone, dayStartMinute }: SoldStore, instants: readonly string[]): Promise<string[]> {
  const { rows } = await sim.shop.pool.query<{ day: string }>(
    `select ((at at time zone $2) - make_interval(mins => $3))::date::text as day
     from unnest($1::timestamptz[]) with ordinality as one (at, place) order by place`,
    [instants, timeZone, dayStartMinute],
  );
  return rows.map(({ day }) => day);
}

type Line = { kind: "payment" | "refund"; day: string; number: string; orderId: string; minor: bigint };

const t = createTranslator({ locale: "en", messages, namespace: "orders" });

/** The cells of a file whose texts hold neither quotes nor commas. */
const cellsOf = (file: string): string[][] =>
  file
    .replace("\ufeff", "")
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(",").map((cell) => cell.replace(/^"(.*)"$/, "$1")));

/** What somebody downloads of a store, read back from the file. */
async function downloaded(store: SoldStore, staff: Staff): Promise<Line[]> {
  const filter = filterOf(store);
  const counted = await countForExport(sim.shop, staff, filter);
  const begun = await exportOrders(sim.shop, { staff, doer: by(sim.userId) }, filter);
  if (counted.kind !== "counted" || begun.kind !== "begun") throw new Error(`${counted.kind} ${begun.kind}`);
  const file = await new Response(csvStream(orderColumns(t, counted.currencies), begun.pages)).text();
  const [names = [], ...rows] = cellsOf(file);
  expect(rows).toHaveLength(counted.rows ?? -1);
  const cell = (row: readonly string[], name: string): string => row[names.indexOf(name)] ?? "";
  return rows.map((row) => {
    const clock = Date.parse(`${cell(row, "Date")}T${cell(row, "Time")}Z`) - store.dayStartMinute * 60_000;
    const decimal = cell(row, t("table.amount", { currency: store.currency }));
    return {
      kind: cell(row, "Type") === "Payment" ? "payment" : "refund",
      day: new Date(clock).toISOString().slice(0, 10),
      number: cell(row, "Our trade no."),
      orderId: cell(row, "Order"),
      minor:
        BigInt(decimal.replace(".", "")) * (decimal.includes(".") ? 1n : 10n ** BigInt(currencyDigits(store.currency))),
    };
  });
}

const filterOf = ({ id }: SoldStore): OrderFilter => ({ ...ALL_ORDERS, practice: true, storeId: id });

async function report(store: SoldStore, staff: Staff, span: Report["span"]) {
  const wish = { span, currency: store.currency, now: sim.clock.now() };
  const result = await findReport(sim.shop, { staff, storeIds: [store.id] }, wish);
  if (result.kind !== "report") throw new Error(result.kind);
  return result.report;
}

/** Alipay's book of a store, each line with its sale and the day on which it moved. */
async function ledgerOf(store: SoldStore, sales: readonly Sale[]): Promise<Told[]> {
  const { rows } = await sim.shop.pool.query<{ number: string; orderId: string }>(
    `select merchant_number as number, order_id as "orderId" from payment_attempt where order_id = any ($1::uuid[])`,
    [sales.map(({ orderId }) => orderId)],
  );
  const orders = new Map(rows.map(({ number, orderId }) => [number, orderId]));
  const own = (await sim.ledger()).filter(({ outTradeNo }) => orders.has(outTradeNo));
  const days = await datesOf(
    store,
    own.map(({ at }) => at),
  );
  return own.map((line, place) => ({
    kind: line.kind,
    by: line.by,
    day: days[place] ?? "",
    number: line.outTradeNo,
    orderId: orders.get(line.outTradeNo) ?? "",
    minor: line.kind === "payment" ? BigInt(line.minor) : -BigInt(line.minor),
  }));
}

type Told = Line & { by: LedgerLine["by"] };
const sumOf = (lines: readonly Pick<Line, "minor">[]): bigint => lines.reduce((sum, { minor }) => sum + minor, 0n);
const of = <One extends Line>(lines: readonly One[], kind: Line["kind"]): One[] =>
  lines.filter((one) => one.kind === kind);
const within = <One extends Line>(lines: readonly One[], first: string, last: string): One[] =>
  lines.filter(({ day }) => first <= day && day <= last);

/** Takes from the book what has no line in the table; every line of the table must be in the book. */
function pairUp(
  lines: readonly Line[],
  book: readonly Told[],
): { missing: Told[]; moved: { line: Line; told: Told }[] } {
  const missing = [...book];
  const moved: { line: Line; told: Told }[] = [];
  for (const line of lines) {
    const fits = (told: Told) => told.kind === line.kind && told.number === line.number && told.minor === line.minor;
    // Of two that fit, what went back in the portal is not the one that we know.
    const place = [missing.findIndex((told) => fits(told) && told.by !== "portal"), missing.findIndex(fits)].find(
      (at) => at >= 0,
    );
    const [told] = place === undefined ? [] : missing.splice(place, 1);
    if (!told) throw new Error(`Alipay knows nothing of ${line.kind} ${line.minor} of ${line.number}`);
    if (told.day !== line.day) moved.push({ line, told });
  }
  return { missing, moved };
}

async function expectOneSum(store: SoldStore, days: Days, sales: readonly Sale[]): Promise<void> {
  const [first = "", last = ""] = [days[0]?.day, days.at(-2)?.day];
  const staff = await staffOf(sim.shop, sim.userId);
  const [lines, book] = [await downloaded(store, staff), await ledgerOf(store, sales)];
  const { missing, moved } = pairUp(lines, book);
  const storyOf = new Map(sales.map(({ orderId, story }) => [orderId, story]));

  // What the table leaves out is named: other money and what a cancel sent back by the shop, what went back in the portal by Alipay alone.
  const inbox = await findExceptions(sim.shop, staff, { storeId: store.id, kind: "mismatch" });
  const sentBack = await findOrders(sim.shop, staff, { ...filterOf(store), state: "cancelled_refunded" });
  const named = new Set([...inbox.rows.map(({ order }) => order?.id), ...sentBack.rows.map(({ id }) => id)]);
  expect(missing.filter(({ by, orderId }) => by !== "portal" && !named.has(orderId))).toEqual([]);
  expect([...named].toSorted()).toEqual(
    sales.flatMap(({ orderId, story }) => (story === "mismatch" || story === "voided" ? orderId : [])).toSorted(),
  );
  expect(missing.some(({ by }) => by === "portal")).toBe(true);
  // What is proven another day than it moved was not certain in between.
  const uncertain = ["found", "unheard", "unclear_refund"];
  expect(moved.filter(({ line }) => !uncertain.includes(storyOf.get(line.orderId) ?? ""))).toEqual([]);
  expect(moved.some(({ line, told }) => told.day === last && line.day > last)).toBe(true);

  // One sum, of the month: table, report, days of the report, Alipay.
  const month = await report(store, staff, { first, last });
  const own = within(lines, first, last);
  const [paid, refunded] = [sumOf(of(own, "payment")), -sumOf(of(own, "refund"))];
  expect([month.total.paid.minor, month.total.refunded.minor]).toEqual([String(paid), String(refunded)]);
  expect([month.total.payments, month.total.refunds]).toEqual([of(own, "payment").length, of(own, "refund").length]);
  const late = sumOf(moved.flatMap(({ line, told }) => within([told], first, last).map(() => line)));
  const early = sumOf(moved.flatMap(({ line }) => within([line], first, last)));
  const theirs = sumOf(within(book, first, last)) - sumOf(within(missing, first, last)) - late + early;
  expect(theirs).toBe(paid - refunded);

  // Each of its days, by itself and among the others.
  for (const [place, { day, from }] of days.slice(0, -1).entries()) {
    const ofDay = within(lines, day, day);
    const alone = await report(store, staff, { first: day, last: day });
    expect([alone.total.net.minor, month.days[place]?.sums.net.minor], day).toEqual(
      Array(2).fill(String(sumOf(ofDay))),
    );
    const hours = ((days[place + 1]?.from.getTime() ?? 0) - from.getTime()) / 3_600_000;
    if (hours === 24) continue;
    expect([23, 25]).toContain(hours);
    // Its first and its last minute, and one behind the change.
    expect(ofDay.filter(({ kind }) => kind === "payment").length, day).toBeGreaterThanOrEqual(3);
  }

  // Over all days the list adds up the same.
  const totals = await findTotals(sim.shop, staff, filterOf(store));
  const net = sumOf(lines);
  expect(totals).toMatchObject([{ currency: store.currency, net: { minor: String(net) } }]);
  const year = Number(first.slice(0, 4));
  const all = await report(store, staff, { first: `${year - 1}-12-31`, last: `${year}-12-31` });
  expect(all.total.net.minor).toBe(String(net));
}

describe("the money of a month", () => {
  it.each(SEEDS.map((seed, place) => ({ seed, year: 2027 + place })))(
    "M5 M7 M10 Z7 I4 I17 is one sum in the table, in reports and in Alipay's book, in three zones and where clocks change: seed $seed",
    async ({ seed, year }) => {
      const random = randomOf(seed);
      const month = `${year}-${MONTHS[random(MONTHS.length)]}`;
      await sim.clock.set(new Date(`${month}-01T00:00:00Z`));
      await sim.clock.set(new Date(sim.clock.now().getTime() - FIVE_DAYS_MS));
      const stores = [];
      for (const plan of [
        { generation: "openapi", currency: "CNY", timeZone: "Asia/Shanghai", dayStartMinute: 0 },
        { generation: "mapi", currency: "JPY", timeZone: "America/New_York", dayStartMinute: 0 },
        { generation: "intl", currency: "EUR", timeZone: "Europe/Berlin", dayStartMinute: 240 },
      ] as const) {
        const store = await sim.addStore({ ...plan, code: `${plan.generation}-${year}` });
        stores.push({ store, days: await daysOf(sim.shop, store, month) });
      }
      const sales = await playMonth(sim, planSales(stores, random), random);
      expect(await sim.shop.prisma.unsummedMoney.count()).toBeGreaterThan(0);
      for (const turn of [() => {}, () => sumMoney(sim.shop)]) {
        await turn();
        for (const { store, days } of stores)
          await expectOneSum(
            store,
            days,
            sales.filter((sale) => sale.store.id === store.id),
          );
      }
      expect(await sim.shop.prisma.unsummedMoney.count()).toBe(0);
    },
    120_000,
  );
});
