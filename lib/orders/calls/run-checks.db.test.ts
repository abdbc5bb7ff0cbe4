import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asUser } from "#lib/auth/find-viewer.ts";
import type { QueryOutcome } from "#lib/payments/gateway.ts";
import { by } from "#lib/testing/by.ts";
import { cancelOrder } from "../cancel-order.ts";
import { viewRegister } from "../queries.ts";
import { found, type ScriptedGateway, scriptedGateway } from "../testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";
import { askAndWork, runIfDue } from "./run-due.ts";

let test: TestShop;
/** The account after its settings were mended. */
let mended: ScriptedGateway;
beforeEach(async () => {
  test = await openTestShop("intl");
  mended = scriptedGateway("intl");
});
afterEach(() => test.close());

async function mendAccount(answer: QueryOutcome): Promise<void> {
  mended.queries = [answer];
  const { accountId, shop } = test;
  await shop.prisma.credentialVersion.create({
    data: { accountId, version: 2, settings: {}, sealed: new Uint8Array() },
  });
  await shop.prisma.gatewayAccount.update({ where: { id: accountId }, data: { currentVersion: 2 } });
  shop.gateways.set(`${accountId}/2`, mended);
}

it("shows a sale that had ended as being checked when somebody is found on its code", async () => {
  const sale = await test.sell();
  await cancelOrder(test.shop, by(test.userId), sale.orderId);
  test.gateway.queries = [{ kind: "no_trade" }];
  await askAndWork(test.shop, sale.attemptId);
  expect(await test.payment(sale.orderId)).toMatchObject({ status: "closed", orderStatus: "cancelled" });
  for (let later = 0; later < 12; later++) await test.sell();

  test.gateway.queries = [found("undecided")];
  await askAndWork(test.shop, sale.attemptId);
  const view = await viewRegister(test.shop, asUser(test.userId), test.registerId);
  expect(view?.orders.find(({ id }) => id === sale.orderId)).toMatchObject({
    state: "checking",
    isOver: true,
    check: { answer: "undecided" },
  });
});

describe("a sale whose account's settings cannot tell whether it is paid", () => {
  it("stays undecided while the newest settings know less than its own", async () => {
    const sale = await test.sell();
    test.gateway.queries = [found("undecided")];
    await mendAccount({ kind: "no_trade" });
    await askAndWork(test.shop, sale.attemptId);
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "checking", anomaly: "undecided" });
    mended.queries = [{ kind: "unclear", why: "timeout" }];
    await askAndWork(test.shop, sale.attemptId);
    expect(await test.payment(sale.orderId)).toMatchObject({ anomaly: "undecided", checkAnswer: "undecided" });
  });

  it("F55 I3 is paid by the newest keys where Alipay takes its own no longer, and cancelled by them", async () => {
    const [paid, ended] = [await test.sell(), await test.sell()];
    test.gateway.queries = [{ kind: "unclear", why: "isv.invalid-signature" }];
    test.gateway.cancels = [{ kind: "unclear", why: "isv.invalid-signature" }];
    await mendAccount(found("paid"));
    await askAndWork(test.shop, paid.attemptId);
    expect(await test.payment(paid.orderId)).toMatchObject({ status: "paid" });
    mended.queries = [found("pending")];
    mended.cancels = [{ kind: "void" }];
    await cancelOrder(test.shop, by(test.userId), ended.orderId);
    await askAndWork(test.shop, ended.attemptId);
    expect(await test.payment(ended.orderId)).toMatchObject({ status: "closed", orderStatus: "cancelled" });
  });

  it("F55 I11 lets no other keys void a sale whose own cancel was merely not answered", async () => {
    const sale = await test.sell();
    test.gateway.queries = [found("pending")];
    test.gateway.cancels = [{ kind: "unclear", why: "timeout" }];
    await mendAccount({ kind: "no_trade" });
    mended.cancels = [{ kind: "void" }];
    await cancelOrder(test.shop, by(test.userId), sale.orderId);
    await askAndWork(test.shop, sale.attemptId);
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "cancelling", cancelAnswer: "unclear" });
    expect(mended.calls).toEqual([]);
  });

  it("ends like any other after the mend when nobody paid", async () => {
    const sale = await test.sell();
    test.gateway.queries = [found("undecided")];
    test.gateway.cancels = [{ kind: "void" }];
    await askAndWork(test.shop, sale.attemptId);
    await mendAccount(found("pending"));
    await askAndWork(test.shop, sale.attemptId);
    const over = new Date(Date.now() - 60_000);
    const data = { codeEndsAt: over, nextCheckAt: over };
    await test.shop.prisma.paymentAttempt.update({ where: { id: sale.attemptId }, data });
    await runIfDue(test.shop, sale.attemptId);
    const ended = { status: "closed", orderStatus: "expired", anomaly: null, cancelAnswer: "void", nextCheckAt: null };
    expect(await test.payment(sale.orderId)).toMatchObject(ended);
  });

  it("is asked about with the mended settings, and paid; any other sale keeps the version it was made with", async () => {
    const [stuck, other] = [await test.sell(), await test.sell()];
    test.gateway.queries = [found("undecided")];
    await askAndWork(test.shop, stuck.attemptId);
    expect(await test.payment(stuck.orderId)).toMatchObject({ status: "checking", anomaly: "undecided" });

    await mendAccount(found("paid"));
    await askAndWork(test.shop, stuck.attemptId);
    expect(await test.payment(stuck.orderId)).toMatchObject({ status: "paid", anomaly: null, credentialVersion: 1 });

    test.gateway.queries = [found("pending")];
    await askAndWork(test.shop, other.attemptId);
    expect((await test.payment(other.orderId)).status).toBe("waiting");
    expect(mended.calls.map(({ merchantNumber }) => merchantNumber)).toEqual([stuck.merchantNumber]);
  });
});
