import { afterAll, describe, expect, it, vi } from "vitest";
import { requestCode } from "./calls/request-code.ts";
import { askAndWork } from "./calls/run-due.ts";
import { CODE_TEXT } from "./testing/scripted-gateway.ts";
import { openTestShop } from "./testing/test-shop.ts";

const test = await openTestShop();
afterAll(() => test.close());

describe("charging", () => {
  it("stores order, attempt and event before the gateway hears of the sale", async () => {
    const calls = test.gateway.calls.length;
    const created = await test.charge({ reference: "T12", lines: ["100.00", "28.50"] });
    if (created.kind !== "created") throw new Error(created.kind);
    expect(test.gateway.calls).toHaveLength(calls);
    const { now, ...payment } = await test.payment(created.payment.orderId);
    expect(created.payment).toMatchObject(payment);
    expect(payment).toMatchObject({ status: "creating", amount: 12850n, currency: "CNY", createCalls: 1 });
    expect(payment.merchantNumber).toMatch(/^[0-9a-f]{32}$/);
    expect(await test.events(payment.orderId)).toEqual(["created"]);
  });

  it("shows the code that the gateway gives, byte for byte", async () => {
    const payment = await test.sell();
    expect(payment).toMatchObject({ status: "waiting", codeText: CODE_TEXT });
    expect(payment.codeEndsAt.getTime() - payment.statusSince.getTime()).toBeGreaterThan(175_000);
  });

  it("C6 F51 S18 B43 makes one order of fifty equal presses at once, and one call", async () => {
    const clientKey = crypto.randomUUID();
    const before = test.gateway.calls.length;
    const presses = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const result = await test.charge({ clientKey });
        if (result.kind === "created") await requestCode(test.shop, result.payment);
        return result;
      }),
    );
    expect(presses.filter(({ kind }) => kind === "created")).toHaveLength(1);
    expect(presses.filter(({ kind }) => kind === "existing")).toHaveLength(49);
    const orderOf = (press: (typeof presses)[number]) =>
      "payment" in press ? press.payment.orderId : "orderId" in press && press.orderId;
    expect(new Set(presses.map(orderOf)).size).toBe(1);
    expect(test.gateway.calls.length - before).toBe(1);
  });

  it.each([{ amount: "128.51" }, { reference: "T13" }, { lines: ["100.00", "28.50"] }])(
    "B43 refuses the same key with other content: %o",
    async (change) => {
      const clientKey = crypto.randomUUID();
      await test.charge({ clientKey });
      expect(await test.charge({ clientKey, ...change })).toEqual({ kind: "key_reused" });
    },
  );

  it.each([
    ["12.340", "too_many_decimals"],
    ["1e1", "not_a_number"],
    ["+12.34", "not_a_number"],
    ["012.34", "not_a_number"],
    ["12,34", "not_a_number"],
    [" 12.34", "not_a_number"],
    ["12.34\u00a0", "not_a_number"],
    ["NaN", "not_a_number"],
    ["Infinity", "not_a_number"],
    ["0x10", "not_a_number"],
    ["１２.３４", "not_a_number"],
    ["-1", "not_a_number"],
    ["", "empty"],
    ["0", "zero"],
    ["0.00", "zero"],
    ["50000.01", "above_maximum"],
    ["123456789012345678901234567890", "too_many_digits"],
  ])("B35 B17 refuses the amount %j before any call", async (amount, problem) => {
    const before = test.gateway.calls.length;
    expect(await test.charge({ amount })).toEqual({ kind: "amount_refused", problem });
    expect(test.gateway.calls.length).toBe(before);
  });

  it("P16 C4 sells in each currency of the store within that currency's limits, and in no other", async () => {
    await test.shop.prisma.storeAccount.create({
      data: { storeId: test.storeId, currency: "JPY", accountId: test.accountId, minAmount: 100n, maxAmount: 900_000n },
    });
    const yen = await test.charge({ currency: "JPY", amount: "100" });
    if (yen.kind !== "created") throw new Error(yen.kind);
    const payment = await test.payment(yen.payment.orderId);
    expect(payment).toMatchObject({ amount: 100n, currency: "JPY" });
    const query = vi.spyOn(test.gateway, "query");
    await askAndWork(test.shop, payment.attemptId);
    expect(query).toHaveBeenCalledWith(payment.merchantNumber, "JPY");
    const refused = async (amount: string) => await test.charge({ currency: "JPY", amount });
    expect(await refused("100.0")).toEqual({ kind: "amount_refused", problem: "too_many_decimals" });
    expect(await refused("99")).toEqual({ kind: "amount_refused", problem: "below_minimum" });
    expect(await refused("900001")).toEqual({ kind: "amount_refused", problem: "above_maximum" });
  });

  it("refuses lines that do not add up to the amount", async () => {
    expect(await test.charge({ lines: ["100.00", "28.49"] })).toEqual({
      kind: "amount_refused",
      problem: "lines_differ",
    });
  });

  it("refuses a reference of 10,000 characters and takes one of 64", async () => {
    const long = await test.charge({ reference: "x".repeat(10_000) });
    expect(long).toEqual({ kind: "reference_refused", problem: "too_long" });
    expect((await test.charge({ reference: "桌".repeat(64) })).kind).toBe("created");
    const control = await test.charge({ reference: "T\u0000" });
    expect(control).toEqual({ kind: "reference_refused", problem: "bad_characters" });
  });

  it("I14 knows no register of a store that is not the user's", async () => {
    expect(await test.charge({}, test.strangerId)).toEqual({ kind: "not_found" });
  });

  it("C17 sells nothing in a practice store with a real account, nor in a real store with a practice account", async () => {
    const { storeAccount, gatewayAccount, order } = test.shop.prisma;
    const practice = await gatewayAccount.findUniqueOrThrow({ where: { id: test.accountId } });
    const other = { ...practice, id: crypto.randomUUID(), code: crypto.randomUUID(), notifyToken: crypto.randomUUID() };
    await gatewayAccount.create({ data: { ...other, practice: true } });
    const limits = { minAmount: 1n, maxAmount: 100_000n };
    await storeAccount.create({ data: { storeId: test.storeId, currency: "GBP", accountId: other.id, ...limits } });
    const before = await order.count();
    expect(await test.charge({ currency: "GBP" })).toEqual({ kind: "no_account" });
    const { store } = test.shop.prisma;
    await store.update({ where: { id: test.storeId }, data: { practice: true } });
    expect(await test.charge()).toEqual({ kind: "no_account" });
    await store.update({ where: { id: test.storeId }, data: { practice: false } });
    expect(await order.count()).toBe(before);
  });

  it("says so when the store has no account for a currency", async () => {
    expect(await test.charge({ currency: "EUR" })).toEqual({ kind: "no_account" });
  });
});

describe("the database itself", () => {
  it("I2 refuses a second open attempt of one sale", async () => {
    const { orderId, accountId } = await test.sell();
    const second = test.shop.prisma.paymentAttempt.create({
      data: {
        id: crypto.randomUUID(),
        orderId,
        accountId,
        credentialVersion: 1,
        merchantNumber: crypto.randomUUID(),
        amount: 12850n,
        currency: "CNY",
        subject: "again",
        codeLifeMinutes: 3,
        status: "waiting",
        statusSince: new Date(),
        codeEndsAt: new Date(),
        nextCheckAt: new Date(),
      },
    });
    await expect(second).rejects.toThrow();
  });

  it("I8 keeps the amount of a sale whatever the application asks", async () => {
    const { orderId } = await test.sell();
    await expect(test.shop.pool.query("update shop_order set amount = 1 where id = $1", [orderId])).rejects.toThrow(
      /keeps its amount/,
    );
    await expect(
      test.shop.pool.query("update payment_attempt set amount = 1 where order_id = $1", [orderId]),
    ).rejects.toThrow(/keeps what was sent/);
  });

  it("F57 I10 lets nobody delete an account, its keys or a store while a sale hangs on them", async () => {
    const { orderId, accountId } = await test.sell();
    const { prisma } = test.shop;
    const inUse = /Foreign key constraint/;
    await expect(prisma.credentialVersion.deleteMany({ where: { accountId } })).rejects.toThrow(inUse);
    await expect(prisma.gatewayAccount.delete({ where: { id: accountId } })).rejects.toThrow(inUse);
    await expect(prisma.store.delete({ where: { id: test.storeId } })).rejects.toThrow(inUse);
    expect(await test.payment(orderId)).toMatchObject({ status: "waiting" });
  });

  it("S17 lets the application neither change nor delete an event", async () => {
    const { orderId } = await test.sell();
    await expect(
      test.shop.pool.query("update order_event set kind = 'x' where order_id = $1", [orderId]),
    ).rejects.toThrow(/permission denied/);
    await expect(test.shop.pool.query("delete from order_event where order_id = $1", [orderId])).rejects.toThrow(
      /permission denied/,
    );
    await expect(test.shop.pool.query("alter table shop_order add x int")).rejects.toThrow(/must be owner/);
  });
});
