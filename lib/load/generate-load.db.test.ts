import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetOldData } from "#lib/buyers/forget-old-data.ts";
import { viewOrder } from "#lib/orders/queries.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { readShift } from "#lib/shifts/read-shift.ts";
import { checkHistory } from "../../e2e/checker/check-history.ts";
import { ofOrders, readTables } from "../../e2e/checker/history.ts";
import { generateLoad } from "./generate-load.ts";
import { loadWish } from "./schema.ts";
import { makePracticeAccounts } from "./testing/practice-shop.ts";

const shop = openShop();
const wish = loadWish.parse({ orders: 3000, days: 20, seed: 5, until: "2026-11-02T09:30:00Z" });
const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await shop.pool.query(text, values)).rows as Row[];
const many = async (what: string): Promise<number> =>
  Number((await rows<{ many: bigint }>(`select count(*) as many from ${what}`))[0]?.many);

/** What is older than the middle of the load was kept long enough. */
const KEPT_DAYS = String(Math.floor((Date.now() - Date.parse("2026-10-23T00:00:00Z")) / (24 * 60 * 60_000)));

beforeAll(async () => {
  Object.assign(process.env, { NOTICE_DAYS: KEPT_DAYS, BUYER_DAYS: KEPT_DAYS });
  await makePracticeAccounts(shop);
  expect(await generateLoad(shop, wish)).toMatchObject({ kind: "made", orders: 3000 });
}, 60_000);
afterAll(() => closeShop(shop));

describe("invented sales", () => {
  it("are exactly as many as were wished for, in several stores, zones and currencies", async () => {
    expect(await many("shop_order")).toBe(3000);
    expect(await many("(select distinct time_zone from store) as zones")).toBe(5);
    expect(await many("(select distinct day_start_minute from store) as starts")).toBe(3);
    expect(await many("(select distinct currency from shop_order) as currencies")).toBeGreaterThanOrEqual(4);
    expect(await many("store where not practice")).toBe(0);
  });

  it("I17 leave nothing for the worker, and nothing in the future", async () => {
    expect(await many("payment_attempt where next_check_at is not null")).toBe(0);
    expect(await many("refund where next_check_at is not null")).toBe(0);
    for (const [table, column] of [
      ["shop_order", "created_at"],
      ["order_event", "at"],
      ["refund", "created_at"],
      ["notification", "received_at"],
    ])
      expect(await many(`${table} where ${column} > '2026-11-02T09:30:00Z'`), table).toBe(0);
  });

  it("W6 leave nothing that was kept long enough", async () => {
    expect(await forgetOldData(shop)).toBe(false);
    for (const [kept, gone] of [
      ["notification where body <> ''::bytea", "notification where body = ''::bytea"],
      ["payment_attempt where buyer is not null", "payment_attempt where buyer is null and status = 'paid'"],
    ] as const)
      for (const what of [kept, gone]) expect(await many(what), what).toBeGreaterThan(0);
  });

  it("I1 I2 I4 I5 I6 I8 I10 I12 agree with their events and with a ledger of what moved", async () => {
    const moved = await rows<{
      kind: "payment" | "refund";
      outTradeNo: string;
      minor: string;
      currency: string;
      at: Date;
    }>(
      `select 'payment' as kind, merchant_number as "outTradeNo", amount::text as minor, currency, status_since as at
       from payment_attempt where status = 'paid' or paid_seen
       union all
       select 'refund', a.merchant_number, r.amount::text, r.currency, r.status_since
       from refund r join payment_attempt a on a.id = r.attempt_id where r.status = 'done'
       union all
       select 'refund', merchant_number, amount::text, currency, status_since from payment_attempt where paid_seen and status = 'closed'`,
    );
    const trades = await rows<{ outTradeNo: string; tradeNo: string }>(
      `select merchant_number as "outTradeNo", trade_number as "tradeNo" from payment_attempt where trade_number is not null`,
    );
    const refunds = await rows<{ refundNo: string; outTradeNo: string; minor: string }>(
      `select r.refund_number as "refundNo", a.merchant_number as "outTradeNo", r.amount::text as minor
       from refund r join payment_attempt a on a.id = r.attempt_id where r.status = 'done'`,
    );
    const history = await readTables(
      { rows },
      {
        ledger: {
          movements: moved.map((one) => ({ ...one, at: one.at.toISOString() })),
          trades: trades.map((one) => ({
            ...one,
            ...{ status: "", minor: "", refundedMinor: "", paidAt: null, closedBy: null },
          })),
          refunds: refunds.map((one) => ({
            ...one,
            ...{ tradeNo: "", generation: "", sellerId: "", currency: "", by: "refund", reason: null },
            ...{ requests: 1, tooSoon: false, at: "" },
          })),
          ...{ codes: [], notices: [], requests: [], faults: [] },
        },
      },
    );
    // Sales that somebody paid twice are there on purpose; the checker knows none.
    const broken = checkHistory(ofOrders(history, ({ anomaly }) => anomaly !== "paid_twice"));
    expect(broken.slice(0, 10)).toEqual([]);
  });

  it("have what happens in shops: refunds of every kind, and what is odd", async () => {
    const kinds = await rows<{ kind: string }>(
      `select distinct status as kind from shop_order union select distinct 'refund ' || status from refund
       union select 'part' from refund r join payment_attempt a on a.id = r.attempt_id where r.amount < a.amount
       union select 'approved' from refund where approved_by_id is not null
       union select 'by another' from refund r join payment_attempt a on a.id = r.attempt_id join shop_order o on o.id = a.order_id where r.asked_by_id <> o.cashier_id`,
    );
    const wanted = [
      "paid",
      "expired",
      "cancelled",
      "failed",
      "refund done",
      "refund refused",
      "part",
      "approved",
      "by another",
    ];
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(wanted.toSorted());
    expect(await many("shop_order where anomaly is not null")).toBeGreaterThan(0);
    expect(await many("notification")).toBeGreaterThan(2500);
  });

  it("Z2 Z3 are counted by closing reports without gaps, whose sums are those of the rows", async () => {
    const [report] = await rows<{ gaps: bigint; reports: bigint }>(
      `select count(*) as reports, sum((number <> place)::int) as gaps
       from (select number, row_number() over (partition by register_id order by created_at) as place from z_report) as z`,
    );
    expect(Number(report?.reports)).toBeGreaterThan(100);
    expect(Number(report?.gaps)).toBe(0);
    expect(
      await rows(
        `select z.shift_id from z_report z, lateral jsonb_array_elements(z.content->'total') as t
         where (t->>'net')::bigint <> coalesce((select sum(a.amount) from payment_attempt a where a.counted_shift_id = z.shift_id and a.currency = t->>'currency'), 0)
           - coalesce((select sum(r.amount) from refund r where r.counted_shift_id = z.shift_id and r.currency = t->>'currency'), 0)`,
      ),
    ).toEqual([]);
    // Money of a shift that has ended is counted by it.
    expect(
      await many(
        `payment_attempt a join shop_order o on o.id = a.order_id join shift h on h.id = o.shift_id
         where a.status = 'paid' and h.closed_at is not null and a.counted_shift_id is null`,
      ),
    ).toBe(0);
  });

  it("are shown by the pages of the app", async () => {
    const owner = await shop.prisma.user.findUniqueOrThrow({ where: { login: "owner" } });
    const [sale] = await rows<{ id: string; registerId: string }>(
      `select id, register_id as "registerId" from shop_order where status = 'paid' order by created_at desc limit 1`,
    );
    expect(await viewOrder(shop, owner.id, sale?.id ?? "")).toMatchObject({ state: "paid", possibleDouble: false });
    expect(await readShift(shop, owner.id, sale?.registerId ?? "")).not.toBeNull();
  });
});

describe("a load is refused", () => {
  it("when its seed was used before", async () => {
    expect(await generateLoad(shop, wish)).toEqual({ kind: "made_before" });
  });

  it("C17 in an installation with a live store or account, and writes nothing", async () => {
    const merchant = await shop.prisma.merchant.findFirstOrThrow();
    await shop.prisma.gatewayAccount.create({
      data: { merchantId: merchant.id, code: "real", generation: "openapi", practice: false, notifyToken: "real" },
    });
    const before = await many("store");
    expect(await generateLoad(shop, { ...wish, seed: 6 })).toEqual({ kind: "live", stores: ["real"] });
    expect(await many("store")).toBe(before);
    await shop.prisma.gatewayAccount.delete({ where: { code: "real" } });
  });
});
