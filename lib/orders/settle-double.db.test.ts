import { afterAll, beforeEach, expect, it } from "vitest";
import { asUser } from "#lib/auth/find-viewer.ts";
import { by } from "#lib/testing/by.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { viewOrder, viewRegister } from "./queries.ts";
import { settleDouble } from "./settle-double.ts";
import { found } from "./testing/scripted-gateway.ts";
import { openTestShop } from "./testing/test-shop.ts";

const test = await openTestShop();
afterAll(() => test.close());

let reference: string;
let trades = 0;
beforeEach(() => {
  reference = `T${crypto.randomUUID().slice(0, 8)}`;
});

type Sale = { reference?: string; amount?: string; buyer?: string; registerId?: string; minutesAgo?: number };

/** A sale that was paid; the id of its order. */
async function paid({ minutesAgo = 0, buyer = "li***@example.com", ...change }: Sale = {}): Promise<string> {
  const created = await test.charge({ reference, ...change });
  if (created.kind !== "created") throw new Error(created.kind);
  const about = {
    tradeNumber: `20260301220014${++trades}`,
    buyer,
    amount: { minor: created.payment.amount, currency: "CNY" },
  };
  await applyOutcome(test.shop, created.payment, {
    news: { kind: "queried", outcome: found("paid", about) },
    actor: "system",
  });
  const { orderId } = created.payment;
  const paidAt = new Date(Date.now() - minutesAgo * 60_000);
  if (minutesAgo > 0) await test.shop.prisma.order.update({ where: { id: orderId }, data: { paidAt } });
  return orderId;
}

const viewed = async (orderId: string) => {
  const order = await viewOrder(test.shop, test.userId, orderId);
  if (!order) throw new Error("no view");
  return order;
};
const doubles = async (...orderIds: string[]) =>
  Promise.all(orderIds.map(async (orderId) => (await viewed(orderId)).possibleDouble));

it("P13 flags both of two payments of one register, amount and reference within ten minutes", async () => {
  const first = await paid({ minutesAgo: 9 });
  const alone = await viewed(first);
  expect(alone.possibleDouble).toBe(false);
  const second = await paid();
  expect(await doubles(first, second)).toEqual([true, true]);
  // A screen that has the first one already hears of it.
  expect((await viewed(first)).revision).toBeGreaterThan(alone.revision);
  const register = await viewRegister(test.shop, asUser(test.userId), test.registerId);
  const flagged = register?.orders.filter(({ possibleDouble }) => possibleDouble).map(({ id }) => id);
  expect(flagged).toEqual(expect.arrayContaining([second, first]));
});

it("P13 takes sales without a reference for one when the same account paid them", async () => {
  const [first, second, other] = [
    await paid({ reference: "", buyer: "a***1" }),
    await paid({ reference: "", buyer: "a***1" }),
    await paid({ reference: "", buyer: "b***2" }),
  ];
  expect(await doubles(first, second, other)).toEqual([true, true, false]);
});

it.each([
  ["another amount", { amount: "128.51" }],
  ["another reference", { reference: "T other" }],
  ["no reference", { reference: "" }],
  ["more than ten minutes between them", { minutesAgo: 11 }],
])("P13 flags nothing where there is %s", async (_what, change) => {
  const [first, second] = [await paid(change), await paid()];
  expect(await doubles(first, second)).toEqual([false, false]);
});

it("P13 flags nothing of another register, and nothing that is not paid", async () => {
  const [place] = await test.shop.prisma.register.findMany({ where: { storeId: test.storeId, code: "2" } });
  const other =
    place ?? (await test.shop.prisma.register.create({ data: { storeId: test.storeId, code: "2", name: "Till 2" } }));
  const [first, elsewhere] = [await paid(), await paid({ registerId: other.id })];
  const open = await test.charge({ reference });
  expect(await doubles(first, elsewhere)).toEqual([false, false]);
  expect(open.kind === "created" && (await viewed(open.payment.orderId)).possibleDouble).toBe(false);
});

it("P13 W4 is settled by a person, once, with an event and an entry of the audit, for both; a third payment is asked about again", async () => {
  const [first, second] = [await paid(), await paid()];
  const before = await viewed(second);
  expect(await settleDouble(test.shop, by(test.strangerId), first)).toEqual({ kind: "not_found" });
  expect(await settleDouble(test.shop, by(test.userId), first)).toEqual({ kind: "settled" });
  expect(await settleDouble(test.shop, by(test.userId), first)).toEqual({ kind: "already_decided" });
  expect(await doubles(first, second)).toEqual([false, false]);
  expect((await viewed(second)).revision).toBeGreaterThan(before.revision);
  expect((await test.events(first)).filter((kind) => kind === "double_settled")).toHaveLength(1);
  const told = await test.shop.prisma.auditEntry.findMany({ where: { subjectId: first } });
  const { userId, storeId } = test;
  expect(told).toMatchObject([{ kind: "double_settled", userId, storeId, facts: { currency: "CNY" } }]);
  const third = await paid();
  expect(await doubles(first, second, third)).toEqual([false, true, true]);
});

it("P13 is settled by giving the whole payment back, not by a part of it", async () => {
  const [first, second] = [await paid(), await paid()];
  const { attemptId } = await test.payment(second);
  const refund = async (amount: bigint) => {
    const id = crypto.randomUUID();
    const money = { id, attemptId, clientKey: id, refundNumber: id, amount, currency: "CNY", reason: "twice" };
    const begun = {
      askedById: test.userId,
      way: "refund",
      status: "pending",
      statusSince: new Date(),
      nextCheckAt: new Date(),
    };
    await test.shop.prisma.refund.create({ data: { ...money, ...begun } });
    await test.shop.prisma.refund.update({ where: { id }, data: { status: "done", nextCheckAt: null } });
  };
  await refund(5000n);
  expect(await doubles(first, second)).toEqual([true, true]);
  const before = await viewed(first);
  await refund(7850n);
  expect(await doubles(first, second)).toEqual([false, false]);
  expect((await viewed(first)).revision).toBeGreaterThan(before.revision);
});
