// In a process of its own, in the shop of the running app: fills it with invented sales and measures what the pages of the office ask.
import pg from "pg";
import type { Staff } from "#lib/auth/find-staff.ts";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { countInbox, findExceptions } from "#lib/exceptions/queries.ts";
import { createDoubleWatch } from "#lib/exceptions/record-doubles.ts";
import { generateLoad } from "#lib/load/generate-load.ts";
import { makeRandom } from "#lib/load/make-random.ts";
import { loadWish } from "#lib/load/schema.ts";
import { findOrder } from "#lib/orders/detail/queries.ts";
import { findOrders, findTotals } from "#lib/orders/list/queries.ts";
import { parseOrderFilter } from "#lib/orders/list/schema.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { shortNumber } from "#lib/receipts/make-number.ts";
import { findReport } from "#lib/reports/queries.ts";
import { parseReportWish } from "#lib/reports/schema.ts";
import { sumMoney } from "#lib/reports/sum-money.ts";
import { type Summary, summarize } from "../measure/statistics.ts";

export type OfficeOrder = { orders: number; tries: number };
/** How long it took to make so many orders, and the store that has most of them. */
export type OfficeReport = { orders: number; seconds: number; storeId: string; figures: Record<string, Summary> };

/** Nobody looks at anything else; the last sales are made "now". */
const UNTIL = "2026-11-22T12:00:00Z";
const WARM_UP = 5;

const { orders, tries }: OfficeOrder = JSON.parse(process.argv[2] ?? "");
const shop = openShop();

async function fill(): Promise<number> {
  const began = performance.now();
  const made = await generateLoad(shop, loadWish.parse({ orders, days: 365, until: UNTIL }));
  if (made.kind !== "made") throw new Error(`the load was ${made.kind}`);
  const seconds = (performance.now() - began) / 1000;
  // The app's worker adds up as well, one of both at a time.
  while (await isUnsummed()) await sumMoney(shop);
  const compare = createDoubleWatch(shop);
  while (await compare());
  // As the database does by itself within a minute or two.
  const owner = new pg.Client({ connectionString: process.env.OWNER_URL });
  await owner.connect();
  await owner.query("vacuum analyze");
  await owner.end();
  return seconds;
}

async function isUnsummed(): Promise<boolean> {
  const { rows } = await shop.pool.query<{ some: boolean }>("select exists (select from unsummed_money) as some");
  return rows[0]?.some === true;
}

type Sale = {
  id: string;
  createdAt: Date;
  storeId: string;
  registerId: string;
  cashierId: string;
  code: string;
  timeZone: string;
  amount: string;
  reference: string | null;
  merchant: string;
  trade: string | null;
};

/** Sales of the big store, from all of the year. */
async function drawSales(): Promise<Sale[]> {
  const { rows } = await shop.pool.query<Sale>(
    `select o.id, o.created_at as "createdAt", o.store_id as "storeId", o.register_id as "registerId", o.cashier_id as "cashierId", r.code,
       s.time_zone as "timeZone", (o.amount / 100.0)::numeric(20, 2)::text as amount, o.reference, a.merchant_number as merchant, a.trade_number as trade
     from shop_order o join store s on s.id = o.store_id join register r on r.id = o.register_id join payment_attempt a on a.order_id = o.id
     where s.code like '%nanjing-road' and o.status = 'paid' and o.reference is not null and hashint8(o.amount + extract(epoch from o.created_at)::bigint) % 50 = 0
     limit 2000`,
  );
  return rows;
}

const monthOf = ({ createdAt }: Sale) => {
  const month = createdAt.toISOString().slice(0, 7);
  return { from: `${month}-01`, until: `${month}-28` };
};

function questions(staff: Staff) {
  const calendar = { timeZone: "Asia/Shanghai", dayStartMinute: 0, practice: true };
  const filter = (wanted: object) => parseOrderFilter(wanted, calendar, new Date(UNTIL));
  const page = (wanted: object) => findOrders(shop, staff, filter({ day: "all", ...wanted }));
  const sums = (wanted: object) => findTotals(shop, staff, filter({ day: "all", ...wanted }));
  const report = (wanted: object, storeIds = staff.stores.map((store) => store.storeId)) =>
    findReport(
      shop,
      { staff, storeIds },
      { ...parseReportWish(wanted, calendar, new Date(UNTIL)), now: new Date(UNTIL) },
    );
  const after = ({ createdAt, id }: Sale) => `${createdAt.toISOString()}_${id}`;
  const asked: Record<string, (sale: Sale) => Promise<unknown>> = {
    "first page, all days": () => page({}),
    "first page, today": () => page({ day: "today" }),
    "a page deep inside": (sale) => page({ olderThan: after(sale) }),
    "a month of the big store": (sale) => page({ storeId: sale.storeId, ...monthOf(sale) }),
    "a register": (sale) => page({ registerId: sale.registerId, olderThan: after(sale) }),
    "a cashier": (sale) => page({ cashierId: sale.cashierId, olderThan: after(sale) }),
    "state: expired": (sale) => page({ state: "expired", olderThan: after(sale) }),
    "state: late money": (sale) => page({ state: "paid_late", olderThan: after(sale) }),
    "state: not certain": () => page({ state: "checking" }),
    "a currency": (sale) => page({ currency: "USD", olderThan: after(sale) }),
    "amounts from and to": (sale) => page({ least: "200", most: "210", olderThan: after(sale) }),
    "large amounts": () => page({ storeId: "", least: "2000", currency: "CNY" }),
    "search: trade number": ({ trade }) => page({ search: trade }),
    "search: its last six": ({ trade }) => page({ search: trade?.slice(-6) }),
    "search: merchant number": ({ merchant }) => page({ search: merchant }),
    "search: order number": ({ id }) => page({ search: id }),
    "search: receipt number": ({ code, timeZone, createdAt, id }) =>
      page({ search: shortNumber({ registerCode: code, timeZone, at: createdAt, id }) }),
    "search: reference": ({ reference }) => page({ search: reference }),
    "search: its beginning": ({ reference }) => page({ search: reference?.slice(0, 4) }),
    "search: amount": ({ amount }) => page({ search: amount }),
    "search: nothing there": () => page({ search: "nobody-knows-99" }),
    "inbox, the badge's count": () => countInbox(shop, staff),
    "inbox, the page": () => findExceptions(shop, staff, { storeId: null, kind: null }),
    "order detail": ({ id }) => findOrder(shop, staff, id),
    "dashboard: today": () => report({ range: "today" }),
    "dashboard: a month": (sale) => report(monthOf(sale)),
    "dashboard: a month of the big store": (sale) => report(monthOf(sale), [sale.storeId]),
    "sums of a year, on the dashboard": () => report({ from: "2025-11-23", until: "2026-11-22" }),
    "sums of today": () => sums({ day: "today" }),
    "sums of a month of the big store": (sale) => sums({ storeId: sale.storeId, ...monthOf(sale) }),
    "sums of everything": () => sums({}),
  };
  return asked;
}

const seconds = await fill();
const owner = await shop.prisma.user.findUniqueOrThrow({ where: { login: "owner" } });
const staff = await staffOf(shop, owner.id);
const sales = await drawSales();
const random = makeRandom(1, 1, 1);
const figures: Record<string, Summary> = {};
for (const [name, ask] of Object.entries(questions(staff))) {
  const times: number[] = [];
  const rounds = name === "sums of everything" ? Math.min(tries, 10) : tries;
  for (let turn = -WARM_UP; turn < rounds; turn++) {
    const sale = sales[random.whole(0, sales.length - 1)];
    if (!sale) throw new Error("there are no sales");
    const began = performance.now();
    await ask(sale);
    if (turn >= 0) times.push(performance.now() - began);
  }
  figures[name] = summarize(times);
}
const report: OfficeReport = { orders, seconds, storeId: sales[0]?.storeId ?? "", figures };
process.send?.(report);
process.once("disconnect", () => void closeShop(shop));
