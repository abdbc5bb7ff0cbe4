import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asUser } from "#lib/auth/find-viewer.ts";
import { applyOutcome } from "#lib/orders/apply-outcome.ts";
import { viewRegister } from "#lib/orders/queries.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { meterGateway } from "#lib/payments/meter-gateway.ts";
import { forgetOldCalls } from "./record-calls.ts";

let test: TestShop;
beforeEach(async () => {
  test = await openTestShop();
});
afterEach(() => test.close());

const health = async () => {
  await test.shop.calls.flush();
  test.shop.health.clear();
  return (await viewRegister(test.shop, asUser(test.userId), test.registerId))?.facts.health;
};
const note = (ms: number, answered = true) => test.shop.calls.note(test.accountId, { ms, answered });

describe("P20 the health of a gateway", () => {
  it("P20 is nothing while nobody has called it", async () => {
    expect(await health()).toEqual({
      lastAnswerAt: null,
      failedInARow: 0,
      calls: 0,
      failed: 0,
      medianMs: null,
      scanToPaidMs: null,
    });
  });

  it("P20 tells of the last twenty calls, and how long the answers took", async () => {
    note(9000);
    for (const ms of [100, 250, 290]) note(ms);
    for (let more = 0; more < 17; more++) note(270);
    expect(await health()).toMatchObject({ calls: 20, failed: 0, failedInARow: 0, medianMs: 200 });
    const lastAnswerAt = (await health())?.lastAnswerAt ?? "";
    expect(new Date(lastAnswerAt).getMilliseconds()).toBe(0);
    expect(Date.now() - Date.parse(lastAnswerAt)).toBeLessThan(30_000);
  });

  it("P20 counts how often it has not answered, and how often in a row", async () => {
    note(5000, false);
    note(300);
    await test.shop.calls.flush();
    await test.shop.prisma.gatewayCall.updateMany({
      where: { accountId: test.accountId },
      data: { at: new Date(Date.now() - 5000) },
    });
    for (let more = 0; more < 3; more++) note(5000, false);
    expect(await health()).toMatchObject({ calls: 5, failed: 4, failedInARow: 3, medianMs: 300 });
  });

  it("P20 knows an answer from none: refusals are answers, silence and what nobody has signed are not", async () => {
    const { gateway } = test;
    const metered = meterGateway(gateway, (call) => test.shop.calls.note(test.accountId, call));
    gateway.queries = [
      found("paid"),
      { kind: "no_trade" },
      { kind: "unclear", why: "ACQ.SYSTEM_ERROR" },
      { kind: "unclear", why: "timeout" },
      { kind: "unclear", why: "bad_signature" },
    ];
    for (let call = 0; call < 5; call++) await metered.query("number", "CNY");
    gateway.codes = [{ kind: "not_sent", why: "refused" }];
    await metered.requestCode({
      merchantNumber: "number",
      amount: { minor: 1n, currency: "CNY" },
      subject: "",
      codeLifeMinutes: 3,
      returnUrl: null,
    });
    expect(await health()).toMatchObject({ calls: 6, failed: 3 });
  });

  it("P20 tells how long customers take from the scan to the payment, where the scan was seen", async () => {
    for (const seconds of [4, 6, 20]) {
      const sale = await test.sell();
      const trade = { tradeNumber: `20260301220014${seconds}` };
      const scanned = await applyOutcome(test.shop, sale, {
        news: { kind: "queried", outcome: found("waiting", trade) },
        actor: "system",
      });
      await applyOutcome(test.shop, scanned.row, {
        news: { kind: "queried", outcome: found("paid", trade) },
        actor: "system",
      });
      const { at } = await test.shop.prisma.orderEvent.findFirstOrThrow({
        where: { orderId: sale.orderId, data: { path: ["to"], equals: "scanned" } },
      });
      const paidAt = new Date(at.getTime() + seconds * 1000);
      await test.shop.prisma.order.update({ where: { id: sale.orderId }, data: { paidAt } });
    }
    const unseen = await test.sell();
    await applyOutcome(test.shop, unseen, { news: { kind: "queried", outcome: found("paid") }, actor: "system" });
    expect(await health()).toMatchObject({ scanToPaidMs: 6000 });
  });

  it("P20 keeps an hour of it, and no account sees another one's", async () => {
    note(100);
    await test.shop.calls.flush();
    const where = { accountId: test.accountId };
    await test.shop.prisma.gatewayCall.updateMany({ where, data: { at: new Date(Date.now() - 3_660_000) } });
    note(100);
    test.shop.calls.note(crypto.randomUUID(), { ms: 9, answered: false });
    await test.shop.calls.flush();
    await forgetOldCalls(test.shop.pool);
    expect(await test.shop.prisma.gatewayCall.count({ where })).toBe(1);
    expect(await health()).toMatchObject({ calls: 1, failed: 0 });
  });

  it("P20 is read once for all screens, and costs no sale anything when it cannot be written", async () => {
    const view = () => viewRegister(test.shop, asUser(test.userId), test.registerId);
    await health();
    note(100);
    await test.shop.calls.flush();
    expect((await view())?.facts.health?.calls).toBe(0);
    test.shop.calls.note("no account", { ms: 1, answered: true });
    await expect(test.shop.calls.flush()).resolves.toBeUndefined();
  });
});
