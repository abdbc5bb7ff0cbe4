import { randomInt } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Gate } from "#lib/auth/hash-gate.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { by } from "#lib/testing/by.ts";
import { refundOrder } from "./refund-order.ts";
import { openRefundShop, type RefundShop } from "./testing/refund-shop.ts";

let test: RefundShop;
let cashierId: string;
let managerId: string;
let deviceId: string;
const PIN = "471108";
const REFUSED = { kind: "refused", reason: "balance", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH", again: true } as const;
beforeAll(async () => {
  test = await openRefundShop();
  cashierId = await test.hire("cashier");
  managerId = await test.hire("manager", PIN);
  deviceId = await test.letTillIn();
});
beforeEach(async () => {
  await test.shop.prisma.refundLimit.deleteMany({ where: { storeId: test.storeId } });
  await test.shop.prisma.signInThrottle.deleteMany();
  test.gateway.refunds = [];
});
afterAll(() => test.close());

const yuan = (minor: string) => ({ minor, currency: "CNY" });
const asCashier = (payment: PaymentRow, amount: string) => test.giveBack(payment, { amount }, { userId: cashierId });
const approved = (payment: PaymentRow, change: object = {}, approval: object = {}) =>
  test.giveBack(
    payment,
    { approval: { approverId: managerId, pin: PIN, ...approval }, ...change },
    { userId: cashierId, deviceId },
  );
const rowOf = (payment: PaymentRow) =>
  test.shop.prisma.refund.findFirstOrThrow({ where: { attemptId: payment.attemptId } });

describe("what a role may give back alone", () => {
  it.each([
    ["owner", "created"],
    ["manager", "created"],
    ["cashier", "needs_approval"],
    ["auditor", "not_allowed"],
    ["developer", "not_allowed"],
  ] as const)("B37 R2 T8 without limits of the store: %s, %s", async (role, kind) => {
    const userId = await test.hire(role);
    const payment = await test.sellPaid();
    expect(await test.giveBack(payment, { amount: "1" }, { userId })).toMatchObject({ kind });
    expect((await test.books(payment)).held).toBe(kind === "created" ? 100n : 0n);
  });

  it.each(["auditor", "developer"] as const)("B37 R2 T8 no limit gives a right: %s", async (role) => {
    await test.limit(role, { perRefund: 50_000n });
    const userId = await test.hire(role);
    const payment = await test.sellPaid();
    const waiting = await test.sell();
    expect(await test.giveBack(payment, { amount: "1" }, { userId })).toEqual({ kind: "not_allowed" });
    expect(await test.giveBack(waiting, { amount: "1" }, { userId })).toEqual({ kind: "not_allowed" });
  });

  it("I14 B37 tells strangers nothing of a sale, and nobody of it from another store's register", async () => {
    const payment = await test.sellPaid();
    const stranger = { userId: test.strangerId };
    expect(await test.giveBack(payment, { amount: "9999", reason: "" }, stranger)).toEqual({ kind: "not_found" });
    const elsewhere = await openRefundShop();
    const registerId = elsewhere.registerId;
    expect(await test.giveBack(payment, { registerId })).toEqual({ kind: "not_found" });
    const foreign = await elsewhere.hire("owner", PIN);
    expect(await approved(payment, {}, { approverId: foreign })).toEqual({
      ...{ kind: "approval_refused", refusal: { kind: "none" } },
    });
    await elsewhere.close();
    expect((await test.books(payment)).held).toBe(0n);
  });

  it("R2 a cashier gives back within the limit, and needs a second person above it", async () => {
    await test.limit("cashier", { perRefund: 10_000n });
    const payment = await test.sellPaid();
    expect(await asCashier(payment, "100.01")).toEqual({
      ...{ kind: "needs_approval", why: "over_limit", limit: yuan("10000") },
    });
    expect(await test.work(await asCashier(payment, "100"))).toMatchObject({ status: "done" });
    expect(await rowOf(payment)).toMatchObject({ askedById: cashierId, approvedById: null });
  });

  it("R2 knows whose sale it was and when it was paid", async () => {
    const payment = await test.sellPaid();
    await test.limit("cashier", { ownSalesOnly: true });
    expect(await asCashier(payment, "1")).toEqual({ kind: "needs_approval", why: "other_sale" });
    await test.shop.prisma.order.update({ where: { id: payment.orderId }, data: { cashierId } });
    await test.limit("cashier", { ownSalesOnly: true, windowHours: 2 });
    await test.shop.pool.query("update payment_attempt set status_since = now() - interval '3 hours' where id = $1", [
      payment.attemptId,
    ]);
    expect(await asCashier(payment, "1")).toEqual({ kind: "needs_approval", why: "too_late", hours: 2 });
    await test.limit("cashier", { ownSalesOnly: true, windowHours: 4 });
    expect(await asCashier(payment, "1")).toMatchObject({ kind: "created" });
  });

  it("R2 limits are of one currency: those of another give no right", async () => {
    await test.limit("cashier", { currency: "USD", perRefund: 10_000n });
    expect(await asCashier(await test.sellPaid(), "1")).toEqual({ kind: "needs_approval", why: "no_right" });
  });

  it("R2 counts what holds in the store's business day: not what was refused, not yesterday's, not a colleague's", async () => {
    const userId = await test.hire("cashier");
    const give = async (amount: string) => test.giveBack(await test.sellPaid(), { amount }, { userId });
    await test.limit("cashier", { perDay: 20_000n });
    expect(await give("120")).toMatchObject({ kind: "created" });
    expect(await give("80.01")).toEqual({
      ...{ kind: "needs_approval", why: "over_day", limit: yuan("20000"), left: yuan("8000") },
    });
    expect(await asCashier(await test.sellPaid(), "80.01")).toMatchObject({ kind: "created" });
    await test.shop.pool.query("update refund set asked_at = asked_at - interval '24 hours' where asked_by_id = $1", [
      userId,
    ]);
    const second = await give("120");
    expect(second).toMatchObject({ kind: "created" });
    test.gateway.refunds = [REFUSED];
    expect(await test.work(second)).toMatchObject({ status: "refused" });
    expect(await give("120")).toMatchObject({ kind: "created" });
  });

  it("I12 R2 twenty refunds of one person at once stay within the day", async () => {
    const userId = await test.hire("cashier");
    await test.limit("cashier", { perDay: 1_000n });
    const payments = [];
    for (let sales = 0; sales < 20; sales++) payments.push(await test.sellPaid());
    const results = await Promise.all(payments.map((payment) => test.giveBack(payment, { amount: "3" }, { userId })));
    expect(results.filter(({ kind }) => kind === "created")).toHaveLength(3);
    expect(results.filter((result) => result.kind === "needs_approval" && result.why === "over_day")).toHaveLength(17);
    const [sum] = (
      await test.shop.pool.query("select sum(amount)::int as sum from refund where asked_by_id = $1", [userId])
    ).rows;
    expect(sum).toEqual({ sum: 900 });
  });
});

describe("a second person", () => {
  it("R3 approves with a PIN on the spot: both are stored, and only the day of the one who approved counts", async () => {
    await test.limit("cashier", { perDay: 1_000n });
    const userId = await test.hire("cashier");
    const payment = await test.sellPaid();
    const wish = { amount: "100", approval: { approverId: managerId, pin: PIN } };
    expect(await test.work(await test.giveBack(payment, wish, { userId, deviceId }))).toMatchObject({ status: "done" });
    expect(await rowOf(payment)).toMatchObject({ askedById: userId, approvedById: managerId });
    const event = await test.shop.prisma.orderEvent.findFirstOrThrow({
      where: { orderId: payment.orderId, kind: "refund_wanted" },
    });
    expect(event).toMatchObject({ actor: `cashier:${userId}`, data: { approvedBy: managerId } });
    expect(JSON.stringify(event.data)).not.toContain(PIN);
    expect(await test.giveBack(await test.sellPaid(), { amount: "10" }, { userId })).toMatchObject({ kind: "created" });
  });

  it("R3 is bound by the limits of that person too", async () => {
    await test.limit("manager", { perRefund: 5_000n });
    const payment = await test.sellPaid();
    expect(await approved(payment, { amount: "50.01" })).toEqual({
      kind: "approval_refused",
      refusal: { kind: "bound", why: "over_limit", limit: yuan("5000") },
    });
    await test.limit("manager", { perDay: 12_850n });
    const second = { approverId: await test.hire("manager", "305172"), pin: "305172" };
    const payments = [payment, await test.sellPaid(), await test.sellPaid()];
    const results = await Promise.all(payments.map((one) => approved(one, {}, second)));
    expect(results.filter(({ kind }) => kind === "created")).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "approval_refused")).toHaveLength(2);
    expect(await approved(await test.sellPaid(), {}, second)).toMatchObject({
      refusal: { kind: "bound", why: "over_day" },
    });
  });

  it("R3 T10 B40 a wrong PIN gives nothing back, says how many tries are left, and locks in the end", async () => {
    const payment = await test.sellPaid();
    for (const left of [4, 3, 2, 1]) {
      expect(await approved(payment, {}, { pin: "000000" })).toEqual({
        kind: "approval_refused",
        refusal: { kind: "wrong", left },
      });
    }
    expect(await approved(payment, {}, { pin: "000000" })).toMatchObject({ refusal: { kind: "locked" } });
    expect(await approved(payment)).toMatchObject({ refusal: { kind: "locked" } });
    expect((await test.books(payment)).held).toBe(0n);
  });

  it("R3 B37 only somebody else who may, at a till that was let in", async () => {
    const payment = await test.sellPaid();
    const colleague = await test.hire("cashier", "815081");
    expect(await approved(payment, {}, { approverId: colleague, pin: "815081" })).toMatchObject({
      refusal: { kind: "not_allowed" },
    });
    expect(await approved(payment, {}, { approverId: cashierId })).toMatchObject({ refusal: { kind: "same_person" } });
    expect(await approved(payment, {}, { approverId: test.userId })).toMatchObject({ refusal: { kind: "none" } });
    const approval = { approverId: managerId, pin: PIN };
    expect(await test.giveBack(payment, { approval }, { userId: cashierId })).toMatchObject({
      refusal: { kind: "no_till" },
    });
    expect((await test.books(payment)).held).toBe(0n);
  });

  it("S12 R3 a manager above the own limit needs one too, and is none for oneself", async () => {
    await test.limit("manager", { perRefund: 1_000n });
    const payment = await test.sellPaid();
    const self = { userId: managerId, deviceId };
    expect(await test.giveBack(payment, {}, self)).toMatchObject({ kind: "needs_approval", why: "over_limit" });
    const approval = { approverId: managerId, pin: PIN };
    expect(await test.giveBack(payment, { approval }, self)).toMatchObject({ refusal: { kind: "same_person" } });
    const owner = await test.hire("owner", "264359");
    expect(await test.giveBack(payment, { approval: { approverId: owner, pin: "264359" } }, self)).toMatchObject({
      kind: "created",
    });
  });

  it.each([
    ["who asks is switched off", { asker: true, role: null }, { kind: "not_allowed" }],
    ["who asks loses the right", { asker: true, role: "auditor" }, { kind: "not_allowed" }],
    ["who approves is switched off", { asker: false, role: null }, { kind: "approval_refused" }],
    ["who approves loses the right", { asker: false, role: "cashier" }, { kind: "approval_refused" }],
  ])("S2 S12 R3 gives nothing back when %s while the PIN is checked, at first or again", async (_, loss, refused) => {
    await test.limit("cashier", { perRefund: 10_000n });
    const { prisma, hashing } = test.shop;
    const [first, again] = [await test.sellPaid(), await test.sellPaid()];
    test.gateway.refunds = [REFUSED];
    const before = await test.work(await test.giveBack(again));
    for (const payment of [first, again]) {
      const userId = await test.hire("cashier");
      const pin = String(randomInt(500_000, 900_000));
      const approverId = await test.hire("manager", pin);
      const id = loss.asker ? userId : approverId;
      const inside: Gate = async (work) => {
        if (loss.role === null) await prisma.user.update({ where: { id }, data: { disabledAt: new Date() } });
        else await prisma.membership.updateMany({ where: { userId: id }, data: { role: loss.role } });
        return hashing.inside(work);
      };
      const wish = { orderId: payment.orderId, registerId: test.registerId, clientKey: crypto.randomUUID() };
      const result = await refundOrder(
        { ...test.shop, hashing: { ...hashing, inside } },
        { ...by(userId), deviceId },
        { ...wish, amount: "128.50", reason: "Returned goods", approval: { approverId, pin } },
      );
      expect(result).toMatchObject(refused);
    }
    expect((await test.books(first)).held).toBe(0n);
    expect(await test.refund(before.refundId)).toMatchObject({ status: "refused", revision: before.revision });
  });

  it.each([
    ["who asks is switched off", { asker: true, role: null }],
    ["who asks loses the right", { asker: true, role: "auditor" }],
    ["who approves is switched off", { asker: false, role: null }],
    ["who approves loses the right", { asker: false, role: "cashier" }],
  ])(
    "S2 S12 S18 R3 gives nothing back when %s after all was looked at: the statement looks itself",
    async (_, loss) => {
      await test.limit("cashier", { perRefund: 10_000n });
      const { prisma, pool } = test.shop;
      const [first, again] = [await test.sellPaid(), await test.sellPaid()];
      test.gateway.refunds = [REFUSED];
      const before = await test.work(await test.giveBack(again));
      for (const [payment, name] of [
        [first, "insert_refund"],
        [again, "retry_refund"],
      ] as const) {
        const userId = await test.hire("cashier");
        const pin = String(randomInt(500_000, 900_000));
        const approverId = await test.hire("manager", pin);
        const id = loss.asker ? userId : approverId;
        let reached = 0;
        const query = async (asked: pg.QueryConfig & { name: string }) => {
          if (asked.name === name) {
            reached++;
            if (loss.role === null) await prisma.user.update({ where: { id }, data: { disabledAt: new Date() } });
            else await prisma.membership.updateMany({ where: { userId: id }, data: { role: loss.role } });
          }
          return pool.query(asked);
        };
        const wish = { orderId: payment.orderId, registerId: test.registerId, clientKey: crypto.randomUUID() };
        const result = await refundOrder(
          { ...test.shop, pool: Object.assign(Object.create(pool), { query }) },
          { ...by(userId), deviceId },
          { ...wish, amount: "128.50", reason: "Returned goods", approval: { approverId, pin } },
        );
        expect(reached, name).toBe(1);
        expect(["created", "existing"]).not.toContain(result.kind);
      }
      expect((await test.books(first)).held).toBe(0n);
      expect(await test.refund(before.refundId)).toMatchObject({ status: "refused", revision: before.revision });
    },
  );

  it("F51 R3 a second press finds the first refund, whatever it says of approval", async () => {
    const payment = await test.sellPaid();
    const clientKey = crypto.randomUUID();
    const first = await approved(payment, { clientKey });
    expect(first).toMatchObject({ kind: "created" });
    const same = { kind: "existing", refundId: "refundId" in first && first.refundId };
    expect(await approved(payment, { clientKey }, { pin: "000000" })).toEqual(same);
    expect(await test.giveBack(payment, { clientKey }, { userId: cashierId })).toEqual(same);
  });

  it("R2 R3 asking again after a refusal is a new wish: of whoever asks now, within today's limits, under the old number", async () => {
    const payment = await test.sellPaid();
    const first = await approved(payment, { amount: "100" });
    test.gateway.refunds = [REFUSED];
    const refused = await test.work(first);
    expect(refused).toMatchObject({ status: "refused", again: true });
    await test.limit("cashier", { perDay: 9_999n });
    expect(await asCashier(payment, "100")).toMatchObject({ kind: "needs_approval", why: "over_day" });
    await test.limit("cashier", { perDay: 10_000n });
    const userId = await test.hire("cashier");
    await test.rest(payment);
    test.gateway.refunds = [];
    const again = await test.giveBack(payment, { amount: "100" }, { userId });
    expect(await test.work(again)).toMatchObject({ status: "done", refundNumber: refused.refundNumber });
    expect(await rowOf(payment)).toMatchObject({ askedById: userId, approvedById: null });
    expect(await test.giveBack(await test.sellPaid(), { amount: "0.01" }, { userId })).toMatchObject({
      why: "over_day",
    });
  });

  it("I12 R2 several refused refunds that are asked for again at once stay within the day", async () => {
    const userId = await test.hire("cashier");
    const payments = [];
    for (let sales = 0; sales < 6; sales++) {
      const payment = await test.sellPaid();
      test.gateway.refunds = [REFUSED];
      await test.work(await test.giveBack(payment, { amount: "3" }));
      payments.push(payment);
    }
    await test.limit("cashier", { perDay: 1_000n });
    const results = await Promise.all(payments.map((payment) => test.giveBack(payment, { amount: "3" }, { userId })));
    expect(results.filter(({ kind }) => kind === "created")).toHaveLength(3);
  });
});

it("Z1 a refund belongs to the shift that is open where it was asked for", async () => {
  const opened = { openedById: test.userId, heldById: test.userId };
  const shift = await test.shop.prisma.shift.create({
    data: { storeId: test.storeId, registerId: test.registerId, ...opened },
  });
  const payment = await test.sellPaid();
  expect(await test.giveBack(payment)).toMatchObject({ kind: "created" });
  expect(await rowOf(payment)).toMatchObject({ shiftId: shift.id });
});
