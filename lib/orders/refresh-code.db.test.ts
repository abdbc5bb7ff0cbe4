import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CodeOutcome } from "#lib/payments/gateway.ts";
import { by } from "#lib/testing/by.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { keepPace } from "./calls/keep-pace.ts";
import { askAndWork, runDue, runIfDue } from "./calls/run-due.ts";
import { cancelOrder } from "./cancel-order.ts";
import { viewOrder } from "./queries.ts";
import { refreshCode } from "./refresh-code.ts";
import type { PaymentRow } from "./sql/payment-row.ts";
import { trade } from "./states/testing/payment-state.ts";
import { CODE_TEXT, found } from "./testing/scripted-gateway.ts";
import { openTestShop } from "./testing/test-shop.ts";

const test = await openTestShop();
afterAll(() => test.close());

const FRESH_TEXT = "https://qr.alipay.com/bax00000000000000002";
const fresh: CodeOutcome = { kind: "code", text: FRESH_TEXT };

let sale: PaymentRow;
beforeEach(async () => {
  sale = await test.sell();
  Object.assign(test.gateway, { codes: [fresh], calls: [] });
});
afterEach(() => {
  Object.assign(test.gateway, { codes: [], queries: [], cancels: [], calls: [] });
});

const wanted = async () => {
  const result = await refreshCode(test.shop, test.userId, sale.orderId);
  if (result.kind !== "refreshing") throw new Error(`the code was ${result.kind}`);
};
const refresh = async () => {
  await wanted();
  await runIfDue(test.shop, sale.attemptId);
};
const view = async () => {
  const order = await viewOrder(test.shop, test.userId, sale.orderId);
  if (!order) throw new Error("no view");
  return order;
};
const attempts = () =>
  test.shop.prisma.paymentAttempt.findMany({ where: { orderId: sale.orderId }, orderBy: { createdAt: "asc" } });
const order = () => test.shop.prisma.order.findUniqueOrThrow({ where: { id: sale.orderId } });
const moveDue = (attemptId: string, seconds: number) =>
  test.shop.prisma.paymentAttempt.update({
    where: { id: attemptId },
    data: { nextCheckAt: new Date(Date.now() + seconds * 1000) },
  });
const calls = () =>
  test.gateway.calls.map(({ kind, merchantNumber }) => [kind, merchantNumber === sale.merchantNumber]);

describe("a fresh code for the same sale", () => {
  it("P8 L10 comes after the old one is proven dead, under a number of its own, and the sale goes on", async () => {
    const before = await view();
    expect(before).toMatchObject({ codes: 1, canRefresh: true, refreshing: false });
    await wanted();
    const during = await view();
    expect(during).toMatchObject({
      state: "cancelling",
      refreshing: true,
      canRefresh: false,
      isOver: false,
      code: null,
    });
    await runIfDue(test.shop, sale.attemptId);
    expect(calls()).toEqual([
      ["query", true],
      ["cancel", true],
      ["query", true],
      ["code", false],
    ]);
    const now = await view();
    expect(now).toMatchObject({ state: "waiting", codes: 2, canRefresh: true, refreshing: false, isOver: false });
    expect(now.code?.text).toBe(FRESH_TEXT);
    expect([before.revision, during.revision, now.revision].toSorted((a, b) => a - b)).toEqual([
      before.revision,
      during.revision,
      now.revision,
    ]);
    expect(now.revision).toBeGreaterThan(during.revision);
    const [old, next] = await attempts();
    expect(old).toMatchObject({ status: "closed", endReason: "fresh_code" });
    expect(next).toMatchObject({ status: "waiting", createCalls: 1, amount: old?.amount, subject: old?.subject });
    expect(new Set([old?.merchantNumber, next?.merchantNumber, old?.payToken, next?.payToken]).size).toBe(4);
    expect((await order()).status).toBe("open");
    expect(await test.events(sale.orderId)).toContain("fresh_code");
  });

  it("P8 is stored in the same moment as the end of the old one: whoever dies before asking for it loses nothing", async () => {
    await wanted();
    for (const news of [
      { kind: "queried", outcome: { kind: "no_trade" } },
      { kind: "cancel_sent" },
      { kind: "cancel_answered", outcome: { kind: "closed" } },
    ] as const) {
      await applyOutcome(test.shop, await test.payment(sale.orderId), { news, actor: "system" });
    }
    // The process is gone here.
    const [old, next] = await attempts();
    expect(old?.status).toBe("closed");
    expect(next).toMatchObject({ status: "creating", createCalls: 0, credentialVersion: 1 });
    expect(await view()).toMatchObject({ state: "creating", codes: 2, code: null });
    await Promise.all(await runDue(test.shop, keepPace(), 50));
    expect((await view()).code?.text).toBe(FRESH_TEXT);
    expect(test.gateway.calls.filter(({ kind }) => kind === "code")).toHaveLength(1);
  });

  it("P12 F2 is asked for again under the same number when its first answer was lost with its process", async () => {
    test.gateway.codes = [{ kind: "unclear", why: "timeout", claim: null }, fresh];
    await refresh();
    const [, next] = await attempts();
    expect(next?.status).toBe("checking");
    await moveDue(next?.id ?? "", -1);
    await runIfDue(test.shop, next?.id ?? "");
    const asked = test.gateway.calls.filter(({ kind }) => kind === "code").map(({ merchantNumber }) => merchantNumber);
    expect(asked).toEqual([next?.merchantNumber, next?.merchantNumber]);
    expect(await view()).toMatchObject({ state: "waiting", codes: 2 });
  });

  it("P8 waits for the proof: while the cancel has no clear answer there is no code at all", async () => {
    test.gateway.cancels = [{ kind: "unclear", why: "timeout" }];
    await refresh();
    expect(await view()).toMatchObject({ state: "cancelling", refreshing: true, code: null, codes: 1 });
  });

  it("I2 is never made twice, however many press at once and whoever works", async () => {
    const pressed = await Promise.all(
      Array.from({ length: 20 }, () => refreshCode(test.shop, test.userId, sale.orderId)),
    );
    expect(new Set(pressed.map(({ kind }) => kind))).toEqual(new Set(["refreshing"]));
    await Promise.all(Array.from({ length: 10 }, () => runIfDue(test.shop, sale.attemptId)));
    expect((await attempts()).map(({ status }) => status)).toEqual(["closed", "waiting"]);
    expect(test.gateway.calls.filter(({ kind }) => kind === "code")).toHaveLength(1);
  });

  it("A7 L10 can be had ten times, and not once more", async () => {
    for (let turn = 1; turn <= 10; turn++) {
      const result = await refreshCode(test.shop, test.userId, sale.orderId);
      if (result.kind !== "refreshing") throw new Error(`turn ${turn} was ${result.kind}`);
      await runIfDue(test.shop, result.attemptId);
    }
    expect(await view()).toMatchObject({ state: "waiting", codes: 11, canRefresh: false });
    expect(await refreshCode(test.shop, test.userId, sale.orderId)).toEqual({ kind: "no_more" });
  });

  it("P8 is not made when the old code was paid meanwhile: the sale is paid", async () => {
    test.gateway.queries = [found("paid")];
    await refresh();
    expect(await view()).toMatchObject({ state: "paid", codes: 1, refreshing: false });
    expect(await refreshCode(test.shop, test.userId, sale.orderId)).toEqual({ kind: "already_decided" });
  });

  it("P8 is not made when the cashier cancels the sale meanwhile", async () => {
    await wanted();
    expect(await cancelOrder(test.shop, by(test.userId), sale.orderId)).toMatchObject({ kind: "cancelling" });
    expect(await view()).toMatchObject({ state: "cancelling", refreshing: false });
    await runIfDue(test.shop, sale.attemptId);
    expect(await view()).toMatchObject({ state: "cancelled", codes: 1, isOver: true });
  });

  it("P8 is ended with the sale when the cashier cancels in the very moment in which it takes the old one's place", async () => {
    await wanted();
    const { pool } = test.shop;
    let hasRaced = false;
    const query = async (statement: { name: string; text: string; values: unknown[] }) => {
      const result = await pool.query(statement);
      if (statement.name === "read_payment_for_user" && !hasRaced) {
        hasRaced = true;
        await runIfDue(test.shop, sale.attemptId);
      }
      return result;
    };
    const racing = new Proxy(pool, { get: (target, key) => (key === "query" ? query : Reflect.get(target, key)) });
    const result = await cancelOrder({ ...test.shop, pool: racing }, by(test.userId), sale.orderId);
    const [, next] = await attempts();
    expect(result).toEqual({ kind: "cancelling", attemptId: next?.id });
    expect(await view()).toMatchObject({ state: "cancelling", refreshing: false, codes: 2 });
  });

  it("P8 uses the account's newest keys", async () => {
    const { accountId, shop } = test;
    await shop.prisma.credentialVersion.create({
      data: { accountId, version: 2, settings: {}, sealed: new Uint8Array() },
    });
    await shop.prisma.gatewayAccount.update({ where: { id: accountId }, data: { currentVersion: 2 } });
    shop.gateways.set(`${accountId}/2`, test.gateway);
    await refresh();
    expect((await attempts()).map(({ credentialVersion }) => credentialVersion)).toEqual([1, 2]);
    await shop.prisma.gatewayAccount.update({ where: { id: accountId }, data: { currentVersion: 1 } });
  });

  it("I14 is refused to strangers, and is nothing for a sale that has ended", async () => {
    expect(await refreshCode(test.shop, test.strangerId, sale.orderId)).toEqual({ kind: "not_found" });
    const auditor = await test.shop.prisma.user.create({
      data: { login: `auditor-${sale.orderId}`, name: "Zhou", passwordHash: "" },
    });
    await test.shop.prisma.membership.create({
      data: { userId: auditor.id, storeId: test.storeId, role: "auditor" },
    });
    expect(await refreshCode(test.shop, auditor.id, sale.orderId)).toEqual({ kind: "not_found" });
    await cancelOrder(test.shop, by(test.userId), sale.orderId);
    expect(await refreshCode(test.shop, test.userId, sale.orderId)).toEqual({ kind: "already_decided" });
  });
});

describe("money on the code that was replaced", () => {
  const T1 = { tradeNumber: "2026030122001400000000000001" };
  const T2 = { tradeNumber: "2026030122001400000000000002" };

  it("F38 I2 pays the open sale, and the fresh code is ended for it", async () => {
    await refresh();
    const [, next] = await attempts();
    test.gateway.queries = [found("paid", T1)];
    await askAndWork(test.shop, sale.attemptId);
    expect(await view()).toMatchObject({ state: "paid", isOver: true, code: null, tradeTail: "000001", codes: 2 });
    expect(await view()).toMatchObject({ refundable: { minor: "12850" } });
    test.gateway.queries = [{ kind: "no_trade" }];
    await moveDue(next?.id ?? "", -1);
    await runIfDue(test.shop, next?.id ?? "");
    expect((await attempts()).map(({ status, endReason }) => [status, endReason])).toEqual([
      ["paid", "fresh_code"],
      ["closed", "sold"],
    ]);
    expect(await order()).toMatchObject({ status: "paid", anomaly: null });
  });

  it("F38 I2 is recorded as paid twice when the fresh code was paid before", async () => {
    await refresh();
    const next = await test.payment(sale.orderId);
    await applyOutcome(test.shop, next, { news: { kind: "queried", outcome: found("paid", T2) }, actor: "system" });
    test.gateway.queries = [found("paid", T1)];
    await askAndWork(test.shop, sale.attemptId);
    expect(await order()).toMatchObject({ status: "paid", anomaly: "paid_twice", resolvedAt: null });
    expect(await view()).toMatchObject({ state: "paid_late" });
  });

  it("P10 F38 is not lost when the sale has ended with money of the fresh code that a cancel sent back", async () => {
    await refresh();
    const next = await test.payment(sale.orderId);
    await cancelOrder(test.shop, by(test.userId), sale.orderId);
    test.gateway.cancels = [{ kind: "refunded" }];
    await runIfDue(test.shop, next.attemptId);
    expect(await order()).toMatchObject({ status: "cancelled", anomaly: "cancelled_refunded" });
    test.gateway.queries = [found("paid", T1)];
    await askAndWork(test.shop, sale.attemptId);
    expect(await order()).toMatchObject({ status: "paid", anomaly: "paid_late", resolvedAt: null });
    expect(await view()).toMatchObject({ state: "paid_late", refundable: { minor: "12850" } });
  });

  it("F38 I2 lets one code pay the sale when both are paid at the same moment, and sums both", async () => {
    await refresh();
    const [next, old] = [await test.payment(sale.orderId), (await attempts())[0]];
    const oldRow = { ...sale, status: "closed" as const, revision: old?.revision ?? 0 };
    await Promise.all([
      applyOutcome(test.shop, next, { news: { kind: "noticed", trade: trade("paid", T2) }, actor: "system" }),
      applyOutcome(test.shop, oldRow, { news: { kind: "queried", outcome: found("paid", T1) }, actor: "system" }),
    ]);
    expect(await order()).toMatchObject({ status: "paid", anomaly: "paid_twice" });
    expect((await attempts()).map(({ status }) => status)).toEqual(["paid", "paid"]);
  });
});

it("P8 the code that is dead is never shown again", async () => {
  expect((await view()).code?.text).toBe(CODE_TEXT);
  await refresh();
  expect(JSON.stringify(await view())).not.toContain(CODE_TEXT);
});
