import { afterAll, describe, expect, it } from "vitest";
import type { Staff } from "#lib/auth/find-staff.ts";
import { staffOf as signedIn } from "#lib/auth/testing/begin-session.ts";
import { shortNumber } from "#lib/receipts/make-number.ts";
import { openRefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { applyOutcome } from "../apply-outcome.ts";
import { ALL_ORDERS } from "../testing/all-orders.ts";
import { found } from "../testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";
import { TILL_STATES } from "../view.ts";
import { findOrders, findTotals, MOST_SUMMED } from "./queries.ts";
import { readSearch } from "./read-search.ts";
import { parseOrderFilter } from "./schema.ts";

const test = await openTestShop();
afterAll(() => test.close());

const asManager = async () => {
  await test.shop.prisma.membership.updateMany({ where: { userId: test.userId }, data: { role: "manager" } });
};
const pay = async (at: TestShop = test) => {
  const sale = await at.sell();
  await applyOutcome(at.shop, sale, { news: { kind: "queried", outcome: found("paid") }, actor: "system" });
  return sale;
};

const summed = <Totals>(totals: Totals[] | string): Totals[] => {
  if (typeof totals === "string") throw new Error(totals);
  return totals;
};

const staffOf = (userId: string, at = test): Promise<Staff> => signedIn(at.shop, userId);

describe("the manager's list", () => {
  it("I14 S1 T9 after a sign-in by PIN has the till's store alone, whatever store is asked for", async () => {
    await asManager();
    const [mine, other] = [await pay(), await openTestShop()];
    const { orderId } = await pay(other);
    await test.shop.prisma.membership.create({
      data: { userId: test.userId, storeId: other.storeId, role: "manager" },
    });
    const staff = await staffOf(test.userId);
    const atTill = { ...staff, stores: staff.stores.filter(({ storeId }) => storeId === test.storeId) };
    const idsFor = async (who: Staff, storeId: string | null) =>
      (await findOrders(test.shop, who, { ...ALL_ORDERS, storeId })).rows.map(({ id }) => id);
    expect(await idsFor(staff, null)).toEqual(expect.arrayContaining([mine.orderId, orderId]));
    expect(await idsFor(staff, other.storeId)).toEqual([orderId]);
    expect(await idsFor(atTill, null)).not.toContain(orderId);
    expect(await idsFor(atTill, other.storeId)).toEqual([]);
    await test.shop.prisma.membership.deleteMany({ where: { storeId: other.storeId, userId: test.userId } });
    await other.close();
  });

  it("is empty for a cashier and for a stranger (I14)", async () => {
    await pay();
    expect((await findOrders(test.shop, await staffOf(test.strangerId), ALL_ORDERS)).rows).toEqual([]);
  });

  it("goes on where the page before ended, without gaps or repeats", async () => {
    await asManager();
    for (let n = 0; n < 55; n++) await test.charge({ reference: `page ${n}` });
    const first = await findOrders(test.shop, await staffOf(test.userId), {
      ...ALL_ORDERS,
      search: readSearch("page"),
    });
    expect(first.rows).toHaveLength(50);
    const second = await findOrders(test.shop, await staffOf(test.userId), {
      ...ALL_ORDERS,
      search: readSearch("page"),
      olderThan: first.olderThan,
    });
    expect(second).toMatchObject({ olderThan: null });
    const seen = [...first.rows, ...second.rows].map(({ reference }) => reference);
    // Sales of one millisecond stand in any order among themselves.
    expect(seen.toSorted()).toEqual(Array.from({ length: 55 }, (_, n) => `page ${n}`).toSorted());
  });

  it("finds by reference, amount, trade number and merchant number", async () => {
    await asManager();
    const sale = await pay();
    const finds = async (search: string) =>
      (await findOrders(test.shop, await staffOf(test.userId), { ...ALL_ORDERS, search: readSearch(search) })).rows.map(
        ({ id }) => id,
      );
    for (const search of ["128.5", "000001", sale.merchantNumber]) expect(await finds(search)).toContain(sale.orderId);
    expect(await finds("128.51")).not.toContain(sale.orderId);
    expect(await finds("%")).toEqual([]);
  });

  it("P16 finds an amount as it is written in its own currency", async () => {
    await asManager();
    const { accountId, storeId, shop } = test;
    const sell = async (currency: string, amount: string) => {
      await shop.prisma.storeAccount.create({ data: { storeId, currency, accountId, maxAmount: 5_000_000n } });
      const created = await test.charge({ currency, amount });
      return created.kind === "created" ? created.payment.orderId : created.kind;
    };
    const [yen, dinar] = [await sell("JPY", "7715"), await sell("KWD", "7.715")];
    const finds = async (search: string) =>
      (await findOrders(shop, await staffOf(test.userId), { ...ALL_ORDERS, search: readSearch(search) })).rows
        .map(({ id }) => id)
        .filter((id) => id === yen || id === dinar);
    expect(await finds("7715")).toEqual([yen]);
    expect(await finds("7.715")).toEqual([dinar]);
    expect(await finds("77.15")).toEqual([]);
  });

  it("M3 finds by our order number, by the beginning of a reference, and by the numbers of receipts", async () => {
    await asManager();
    const created = await test.charge({ reference: "Table 12, Zhang" });
    if (created.kind !== "created") throw new Error(created.kind);
    const { orderId } = created.payment;
    const order = await test.shop.prisma.order.findUniqueOrThrow({
      where: { id: orderId },
      include: { register: true, store: true },
    });
    const finds = async (search: string) =>
      (await findOrders(test.shop, await staffOf(test.userId), { ...ALL_ORDERS, search: readSearch(search) })).rows.map(
        ({ id }) => id,
      );
    const { timeZone } = order.store;
    const number = shortNumber({ registerCode: order.register.code, timeZone, at: order.createdAt, id: orderId });
    for (const search of [
      orderId,
      orderId.toUpperCase(),
      orderId.replaceAll("-", ""),
      "table 12",
      "Table 12, Z",
      number,
      number.toLowerCase(),
    ])
      expect(await finds(search), search).toEqual([orderId]);
    for (const search of [number.replace(/^./, "9"), "able 12", crypto.randomUUID()])
      expect(await finds(search), search).toEqual([]);
  });

  it("M3 finds a number on whatever day it was sold, and an amount on the days that are chosen", async () => {
    await asManager();
    const sale = await pay();
    const [from, until] = [new Date("2020-01-01"), new Date("2020-01-02")];
    const finds = async (search: string) =>
      (
        await findOrders(test.shop, await staffOf(test.userId), {
          ...ALL_ORDERS,
          ...{ from, until, search: readSearch(search) },
        })
      ).rows.map(({ id }) => id);
    expect(await finds(sale.merchantNumber)).toEqual([sale.orderId]);
    expect(await finds("128.5")).toEqual([]);
  });

  it("M3 finds by the receipt number of a refund", async () => {
    await asManager();
    const own = await openRefundShop();
    await own.shop.prisma.membership.updateMany({ where: { userId: own.userId }, data: { role: "manager" } });
    const sale = await own.sellPaid();
    const created = await own.giveBack(sale, { amount: "1.00" });
    if (!("refundId" in created)) throw new Error(created.kind);
    const refund = await own.shop.prisma.refund.findUniqueOrThrow({ where: { id: created.refundId } });
    const number = shortNumber({ registerCode: "1", timeZone: "Asia/Shanghai", at: refund.createdAt, id: refund.id });
    const staff = await staffOf(own.userId, own);
    for (const search of [number, refund.refundNumber]) {
      const { rows } = await findOrders(own.shop, staff, { ...ALL_ORDERS, search: readSearch(search) });
      expect(
        rows.map(({ id }) => id),
        search,
      ).toEqual([sale.orderId]);
    }
    await own.close();
  });

  it("M3 narrows to a till, a cashier, a currency, and amounts from and to", async () => {
    const own = await openTestShop();
    await own.shop.prisma.membership.updateMany({ where: { userId: own.userId }, data: { role: "manager" } });
    const till = await own.shop.prisma.register.create({ data: { storeId: own.storeId, code: "2", name: "Till 2" } });
    await own.shop.prisma.storeAccount.create({
      data: { storeId: own.storeId, currency: "JPY", accountId: own.accountId, maxAmount: 5_000_000n },
    });
    for (const sale of [
      { amount: "10.00" },
      { amount: "12.50" },
      { amount: "20.00", registerId: till.id },
      { amount: "12", currency: "JPY" },
    ])
      await own.charge(sale);
    const finds = async (wanted: object) => {
      const filter = parseOrderFilter(
        { day: "all", ...wanted },
        { timeZone: "Asia/Shanghai", dayStartMinute: 0, practice: false },
        new Date(),
      );
      const staff = await staffOf(own.userId, own);
      const [{ rows }, totals] = await Promise.all([
        findOrders(own.shop, staff, filter),
        findTotals(own.shop, staff, filter),
      ]);
      expect(summed(totals).reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
      return rows.map(({ amount }) => `${amount.minor} ${amount.currency}`).toSorted();
    };
    expect(await finds({ registerId: till.id })).toEqual(["2000 CNY"]);
    expect(await finds({ cashierId: own.strangerId })).toEqual([]);
    expect(await finds({ cashierId: own.userId, currency: "JPY" })).toEqual(["12 JPY"]);
    expect(await finds({ least: "12", most: "12.5" })).toEqual(["12 JPY", "1250 CNY"]);
    expect(await finds({ least: "12.5" })).toEqual(["1250 CNY", "2000 CNY"]);
    expect(await finds({ most: "abc" })).toHaveLength(4);
    await own.close();
  });

  it("M3 shows under each state the sales that wear its word, and each sale under one", async () => {
    const own = await openTestShop();
    await own.shop.prisma.membership.updateMany({ where: { userId: own.userId }, data: { role: "manager" } });
    const sale = () => own.sell();
    for (const set of [
      "status = 'open'",
      "status = 'open', anomaly = 'undecided'",
      "status = 'open', anomaly = 'amount_mismatch'",
      "status = 'expired'",
      "status = 'expired', anomaly = 'amount_mismatch'",
      "status = 'expired', anomaly = 'amount_mismatch', resolved_at = now()",
      "status = 'cancelled', anomaly = 'cancelled_refunded'",
      "status = 'failed'",
      "status = 'cancelled'",
    ]) {
      const { orderId } = await sale();
      await own.shop.pool.query(`update shop_order set ${set} where id = $1`, [orderId]);
    }
    for (const set of [null, "paid_late", "paid_twice"]) {
      const { orderId } = await pay(own);
      await own.shop.pool.query("update shop_order set anomaly = $2 where id = $1", [orderId, set]);
      const resolved = await pay(own);
      await own.shop.pool.query("update shop_order set anomaly = $2, resolved_at = now() where id = $1", [
        resolved.orderId,
        set,
      ]);
    }
    for (const status of ["checking", "scanned", "cancelling"]) {
      const { attemptId } = await sale();
      await own.shop.pool.query("update payment_attempt set status = $2 where id = $1", [attemptId, status]);
    }
    await own.charge();
    const staff = await staffOf(own.userId, own);
    const all = await findOrders(own.shop, staff, ALL_ORDERS);
    for (const state of TILL_STATES) {
      const { rows } = await findOrders(own.shop, staff, { ...ALL_ORDERS, state });
      const worn = all.rows.filter((row) => row.state === state);
      expect(rows.map(({ id }) => id).toSorted(), state).toEqual(worn.map(({ id }) => id).toSorted());
      expect(worn.length, state).toBeGreaterThan(0);
    }
    await own.close();
  });

  it("I4 sums what was paid, and nothing else", async () => {
    await asManager();
    const shop = await openTestShop();
    await shop.shop.prisma.membership.updateMany({ where: { userId: shop.userId }, data: { role: "manager" } });
    await shop.sell();
    await pay(shop);
    const totals = await findTotals(shop.shop, await staffOf(shop.userId, shop), ALL_ORDERS);
    await shop.close();
    const [paid, nothing] = ["12850", "0"].map((minor) => ({ minor, currency: "CNY" }));
    expect(totals).toEqual([{ currency: "CNY", count: 2, paid, refunded: nothing, net: paid }]);
  });

  it("I18 adds up as many orders as a page may wait for, and says when there are more", async () => {
    const own = await openTestShop();
    await own.shop.prisma.membership.updateMany({ where: { userId: own.userId }, data: { role: "manager" } });
    const sale = await own.sell();
    const more = (many: number) =>
      own.shop.pool.query(
        `insert into shop_order (id, store_id, register_id, cashier_id, client_key, amount, currency, lines, status)
         select gen_random_uuid(), store_id, register_id, cashier_id, gen_random_uuid(), 100, currency, '{}', 'expired'
         from shop_order, generate_series(1, $2::int) where id = $1`,
        [sale.orderId, many],
      );
    const staff = await staffOf(own.userId, own);
    await more(MOST_SUMMED - 1);
    expect(await findTotals(own.shop, staff, ALL_ORDERS)).toMatchObject([{ count: MOST_SUMMED }]);
    await more(1);
    expect(await findTotals(own.shop, staff, ALL_ORDERS)).toBe("too_many");
    await own.close();
  });

  it("C17 keeps practice out of the real list", async () => {
    await asManager();
    await pay();
    expect((await findOrders(test.shop, await staffOf(test.userId), { ...ALL_ORDERS, practice: true })).rows).toEqual(
      [],
    );
  });
});
