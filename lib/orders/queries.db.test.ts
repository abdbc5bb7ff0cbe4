import { afterAll, describe, expect, it } from "vitest";
import { asUser } from "#lib/auth/find-viewer.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { findOrders, type OrderFilter, viewOrder, viewRegister } from "./queries.ts";
import { found } from "./testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "./testing/test-shop.ts";

const test = await openTestShop();
afterAll(() => test.close());

const everything: OrderFilter = {
  storeId: null,
  practice: false,
  from: null,
  until: null,
  state: null,
  search: null,
  olderThan: null,
};
const asManager = async () => {
  await test.shop.prisma.membership.updateMany({ where: { userId: test.userId }, data: { role: "manager" } });
};
const pay = async (at: TestShop = test) => {
  const sale = await at.sell();
  await applyOutcome(at.shop, sale, { news: { kind: "queried", outcome: found("paid") }, actor: "system" });
  return sale;
};

describe("what a till sees", () => {
  it("C9 C11 shows undecided sales and the last ten, newest first, with the code only while it can be paid", async () => {
    const own = await openTestShop();
    for (let n = 0; n < 11; n++) await pay(own);
    const waiting = await own.sell();
    const view = await viewRegister(own.shop, asUser(own.userId), own.registerId);
    await own.close();
    expect(view?.orders).toHaveLength(10);
    expect(view?.orders[0]).toMatchObject({ id: waiting.orderId, state: "waiting", code: { text: waiting.codeText } });
    expect(view?.orders.slice(1).every(({ state, code }) => state === "paid" && code === null)).toBe(true);
  });

  it("keeps an undecided sale in sight behind ten newer ones", async () => {
    const waiting = await test.sell();
    for (let n = 0; n < 10; n++) await pay();
    const view = await viewRegister(test.shop, asUser(test.userId), test.registerId);
    expect(view?.orders.map(({ id }) => id)).toContain(waiting.orderId);
  });

  it("I14 shows nothing of it to somebody from another store", async () => {
    const { orderId } = await test.sell();
    expect(await viewRegister(test.shop, asUser(test.strangerId), test.registerId)).toBeNull();
    expect(await viewOrder(test.shop, test.strangerId, orderId)).toBeNull();
  });
});

describe("the manager's list", () => {
  it("is empty for a cashier and for a stranger (I14)", async () => {
    await pay();
    expect((await findOrders(test.shop, test.strangerId, everything)).rows).toEqual([]);
  });

  it("goes on where the page before ended, without gaps or repeats", async () => {
    await asManager();
    for (let n = 0; n < 55; n++) await test.charge({ reference: `page ${n}` });
    const first = await findOrders(test.shop, test.userId, { ...everything, search: "page " });
    expect(first.rows).toHaveLength(50);
    const second = await findOrders(test.shop, test.userId, {
      ...everything,
      search: "page ",
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
      (await findOrders(test.shop, test.userId, { ...everything, search })).rows.map(({ id }) => id);
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
      (await findOrders(shop, test.userId, { ...everything, search })).rows
        .map(({ id }) => id)
        .filter((id) => id === yen || id === dinar);
    expect(await finds("7715")).toEqual([yen]);
    expect(await finds("7.715")).toEqual([dinar]);
    expect(await finds("77.15")).toEqual([]);
  });

  it("I4 sums what was paid, and nothing else", async () => {
    await asManager();
    const shop = await openTestShop();
    await shop.shop.prisma.membership.updateMany({ where: { userId: shop.userId }, data: { role: "manager" } });
    await shop.sell();
    await pay(shop);
    const { totals } = await findOrders(shop.shop, shop.userId, everything);
    await shop.close();
    const [paid, nothing] = ["12850", "0"].map((minor) => ({ minor, currency: "CNY" }));
    expect(totals).toEqual([{ currency: "CNY", count: 2, paid, refunded: nothing, net: paid }]);
  });

  it("C17 keeps practice out of the real list", async () => {
    await asManager();
    await pay();
    expect((await findOrders(test.shop, test.userId, { ...everything, practice: true })).rows).toEqual([]);
  });
});
