import { randomBytes } from "node:crypto";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { receiveNotice } from "#lib/notices/receive-notice.ts";
import type { QueryOutcome } from "#lib/payments/gateway.ts";
import { by } from "#lib/testing/by.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { askGateway } from "./calls/ask-gateway.ts";
import { runChecks } from "./calls/run-checks.ts";
import { cancelOrder } from "./cancel-order.ts";
import { trade } from "./states/testing/payment-state.ts";
import { found } from "./testing/scripted-gateway.ts";
import { openTestShop } from "./testing/test-shop.ts";

process.env.MASTER_KEY = randomBytes(32).toString("base64");
const test = await openTestShop();
afterAll(() => test.close());
afterEach(() => {
  Object.assign(test.gateway, { codes: [], queries: [], cancels: [], calls: [] });
});

const verdicts = { form: true, signature: true, application: true, seller: true, content: true };

/** A genuine notice for a sale. */
const announce = (
  merchantNumber: string | null,
  change: Partial<Parameters<typeof trade>[1]> & { use?: "settle" | "ask" | "park" } = {},
) => {
  const { use = "settle", ...about } = change;
  test.gateway.notice = {
    kind: "notice",
    notifyId: crypto.randomUUID(),
    merchantNumber,
    trade: trade("paid", about),
    use,
    verdicts,
  };
};

const deliver = (token = test.notifyToken) =>
  receiveNotice(test.shop, { generation: "openapi", token, body: Buffer.from("notice"), query: "", contentType: null });

const inbox = (orderId: string) => test.shop.prisma.notification.findMany({ where: { orderId } });

describe("the one door", () => {
  it("P6 F42 F48 makes one change of 100 equal notices and a query at once, and takes every notice", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    const query = { kind: "queried", outcome: found("paid") } as const;
    const [, ...results] = await Promise.all([
      applyOutcome(test.shop, sale, { news: query, actor: "system" }),
      ...Array.from({ length: 100 }, () => deliver()),
    ]);
    expect(results.every(({ reply }) => reply.body === "success")).toBe(true);
    const events = await test.events(sale.orderId);
    expect(events.filter((kind) => kind === "noticed" || kind === "queried")).toHaveLength(1);
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "paid", orderStatus: "paid" });
    const notices = await inbox(sale.orderId);
    expect(notices).toMatchObject([{ deliveries: 100, verdicts: { ...verdicts, order: true, money: true } }]);
  });

  it("F48 I6 lets one of fifty win who all read the sale as waiting", async () => {
    const sale = await test.sell();
    const query = { kind: "queried", outcome: found("paid") } as const;
    await Promise.all(
      Array.from({ length: 50 }, () => applyOutcome(test.shop, sale, { news: query, actor: "system" })),
    );
    const events = await test.shop.prisma.orderEvent.findMany({ where: { orderId: sale.orderId, kind: "queried" } });
    expect(events.filter(({ data }) => JSON.stringify(data).includes('"to":"paid"'))).toHaveLength(1);
  });

  it("F38 I2 records a second payment of a sale as surplus, to be given back, and never as income of another sale", async () => {
    const sale = await test.sell();
    const first = { ...found("paid", { tradeNumber: "T1" }) };
    await cancelOrder(test.shop, by(test.userId), sale.orderId);
    await runChecks(test.shop, sale.attemptId);
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "closed" });
    const second = await test.addAttempt(sale);
    test.gateway.queries = [found("paid", { tradeNumber: "T2" })];
    await askGateway(test.shop, second, "system");
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "paid", orderStatus: "paid", anomaly: null });
    await applyOutcome(test.shop, sale, { news: { kind: "queried", outcome: first }, actor: "system" });
    const both = await test.shop.prisma.order.findUniqueOrThrow({
      where: { id: sale.orderId },
      include: { attempts: true },
    });
    expect(both).toMatchObject({ status: "paid", anomaly: "paid_twice", resolvedAt: null });
    expect(both.attempts.map(({ status }) => status)).toEqual(["paid", "paid"]);
  });

  it("F38 I2 notices that two codes of a sale were paid at the same moment, and sums both", async () => {
    const sale = await test.sell();
    await cancelOrder(test.shop, by(test.userId), sale.orderId);
    await runChecks(test.shop, sale.attemptId);
    const second = await test.addAttempt(sale);
    const [first] = await test.shop.prisma.paymentAttempt.findMany({ where: { id: sale.attemptId } });
    const before = {
      ...sale,
      status: "closed" as const,
      orderStatus: "cancelled" as const,
      revision: first?.revision ?? 0,
    };
    const paid = (trade: string) => ({ kind: "queried", outcome: found("paid", { tradeNumber: trade }) }) as const;
    await Promise.all([
      applyOutcome(test.shop, before, { news: paid("T1"), actor: "system" }),
      applyOutcome(test.shop, second, { news: paid("T2"), actor: "system" }),
    ]);
    const order = await test.shop.prisma.order.findUniqueOrThrow({
      where: { id: sale.orderId },
      include: { attempts: true },
    });
    // Late before it was twice, where the code of the sale that had ended was the faster one.
    const anomaly = expect.stringMatching(/^paid_(late|twice)$/);
    expect(order).toMatchObject({ status: "paid", anomaly, resolvedAt: null });
    expect(order.attempts.map(({ status }) => status)).toEqual(["paid", "paid"]);
  });

  it("I1 stores the evidence with the change", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    await deliver();
    const events = await test.shop.prisma.orderEvent.findMany({ where: { orderId: sale.orderId, kind: "noticed" } });
    expect(events).toMatchObject([
      {
        actor: "gateway",
        data: {
          answer: "paid",
          tradeNumber: trade("paid").tradeNumber,
          amount: "12850",
          currency: "CNY",
          from: "waiting",
          to: "paid",
        },
      },
    ]);
  });

  it.each([
    ["B16 one fen more", { amount: { minor: 12851n, currency: "CNY" } }],
    ["B16 another currency", { amount: { minor: 12850n, currency: "USD" } }],
  ])("does not believe a notice about %s, keeps it, and asks", async (_name, change) => {
    const sale = await test.sell();
    announce(sale.merchantNumber, change);
    const result = await deliver();
    expect(result).toMatchObject({ effect: "parked_mismatch", ask: sale.attemptId, reply: { body: "failure" } });
    expect((await test.payment(sale.orderId)).status).toBe("waiting");
    expect(await inbox(sale.orderId)).toMatchObject([{ effect: "parked_mismatch", verdicts: { money: false } }]);
  });

  it("B18 does not believe a notice with another trade number than the known one", async () => {
    const sale = await test.sell();
    await applyOutcome(test.shop, sale, { news: { kind: "queried", outcome: found("waiting") }, actor: "system" });
    announce(sale.merchantNumber, { tradeNumber: "2026030122001400000000000002" });
    expect((await deliver()).reply.body).toBe("failure");
    expect((await test.payment(sale.orderId)).status).toBe("scanned");
  });

  it("B16 freezes the sale when the gateway's own answer names other money", async () => {
    const sale = await test.sell();
    test.gateway.queries = [found("paid", { amount: { minor: 1n, currency: "CNY" } })];
    await runChecks(test.shop, sale.attemptId);
    expect(await test.payment(sale.orderId)).toMatchObject({
      status: "checking",
      anomaly: "amount_mismatch",
      orderStatus: "open",
    });
  });

  it("F45 parks a genuine notice for a number that nobody knows, so that it comes again", async () => {
    announce("nobody");
    expect(await deliver()).toMatchObject({ effect: "parked_unknown_order", reply: { body: "failure" } });
  });

  it("B18 I14 parks a notice that came to another account's address", async () => {
    const sale = await test.sell();
    const other = await openTestShop();
    other.gateway.notice = { ...test.gateway.notice };
    announce(sale.merchantNumber);
    other.gateway.notice = test.gateway.notice;
    const result = await receiveNotice(other.shop, {
      generation: "openapi",
      token: other.notifyToken,
      body: Buffer.from("x"),
      query: "",
      contentType: null,
    });
    await other.close();
    expect(result.reply.body).toBe("failure");
    expect((await test.payment(sale.orderId)).status).toBe("waiting");
  });

  it("B19 parks an unknown state and asks", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber, { use: "park" });
    expect(await deliver()).toMatchObject({ effect: "parked", ask: sale.attemptId, reply: { body: "failure" } });
  });

  it("B8 only asks when a notice may not settle alone", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber, { use: "ask" });
    expect(await deliver()).toMatchObject({ effect: "asked", ask: sale.attemptId, reply: { body: "success" } });
    expect((await test.payment(sale.orderId)).status).toBe("waiting");
  });

  it("B14 records a report of a refund and changes nothing", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    if (test.gateway.notice.kind === "notice") test.gateway.notice.trade = null;
    expect(await deliver()).toMatchObject({ effect: "recorded", reply: { body: "success" } });
    expect((await test.payment(sale.orderId)).status).toBe("waiting");
  });

  it("B1 reads and keeps nothing for what is not authentic, once the address is known", async () => {
    test.gateway.notice = { kind: "refused", why: "signature_wrong", verdicts: { signature: false } };
    await deliver();
    const query = vi.spyOn(test.shop.pool, "query");
    const { effect } = await deliver();
    expect({ effect, statements: query.mock.calls.length }).toEqual({ effect: "refused", statements: 0 });
    query.mockRestore();
  });

  it("F45 says in the inbox what became of a parked notice when it came again", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber, { use: "park" });
    await deliver();
    if (test.gateway.notice.kind === "notice") test.gateway.notice.use = "settle";
    expect((await deliver()).reply.body).toBe("success");
    expect(await inbox(sale.orderId)).toMatchObject([{ effect: "applied", answer: "taken", deliveries: 2 }]);
  });

  it("F40 asks when a report of a refund comes for a sale that is not paid here", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    if (test.gateway.notice.kind === "notice") test.gateway.notice.trade = null;
    expect(await deliver()).toMatchObject({ effect: "recorded", ask: sale.attemptId });
  });

  it("answers 404 to an address of nobody", async () => {
    expect((await deliver("nobody")).reply.status).toBe(404);
  });

  it("B13 F46 takes a repeat of a notice for a paid sale, and changes nothing", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    expect(await deliver()).toMatchObject({ effect: "applied", reply: { body: "success" } });
    const paid = await test.payment(sale.orderId);
    const nothingNew = { effect: "nothing_new", reply: { body: "success" } };
    expect(await deliver()).toMatchObject(nothingNew);
    announce(sale.merchantNumber);
    expect(await deliver()).toMatchObject(nothingNew);
    expect(await test.payment(sale.orderId)).toMatchObject({ revision: paid.revision });
    expect((await inbox(sale.orderId)).map(({ effect }) => effect).sort()).toEqual(["applied", "nothing_new"]);
  });
});

describe("cancelling", () => {
  const cancel = async (orderId: string, attemptId: string) => {
    await cancelOrder(test.shop, by(test.userId), orderId);
    await runChecks(test.shop, attemptId);
    return test.payment(orderId);
  };

  it("I11 asks, cancels and asks again; then the code is off and still watched", async () => {
    const sale = await test.sell();
    const ended = await cancel(sale.orderId, sale.attemptId);
    expect(test.gateway.calls.map(({ kind }) => kind)).toEqual(["code", "query", "cancel", "query"]);
    expect(ended).toMatchObject({ status: "closed", orderStatus: "cancelled" });
    expect(ended.nextCheckAt).not.toBeNull();
  });

  it("F6 I11 keeps in mind that a cancel was sent when an answer comes to somebody who had read the sale before", async () => {
    const sale = await test.sell();
    await cancelOrder(test.shop, by(test.userId), sale.orderId);
    const stale = await test.payment(sale.orderId);
    await applyOutcome(test.shop, stale, { news: { kind: "cancel_sent" }, actor: "system" });
    const { row } = await applyOutcome(test.shop, stale, {
      news: { kind: "queried", outcome: { kind: "unclear", why: "timeout" } },
      actor: "system",
    });
    expect(row).toMatchObject({ checks: 1, cancelSentAt: expect.any(Date) });
    expect(await test.payment(sale.orderId)).toMatchObject({ checks: 1, cancelSentAt: row.cancelSentAt });
  });

  it("I11 does not cancel on an unclear answer", async () => {
    const sale = await test.sell();
    test.gateway.queries = [{ kind: "unclear", why: "timeout" }];
    const ended = await cancel(sale.orderId, sale.attemptId);
    expect(test.gateway.calls.map(({ kind }) => kind)).toEqual(["code", "query"]);
    expect(ended.status).toBe("cancelling");
  });

  it("F36 records the payment that the cancel sent back", async () => {
    const sale = await test.sell();
    test.gateway.queries = [found("waiting")];
    test.gateway.cancels = [{ kind: "refunded" }];
    expect(await cancel(sale.orderId, sale.attemptId)).toMatchObject({
      orderStatus: "cancelled",
      anomaly: "cancelled_refunded",
    });
  });

  it("is stored before it is sent (I11): a crash in between leaves a cancel that may be out", async () => {
    const sale = await test.sell();
    test.gateway.queries = [found("waiting")];
    let during: Promise<unknown> | undefined;
    const cancelNow = test.gateway.cancel;
    test.gateway.cancel = async (number) => {
      during = test.payment(sale.orderId);
      return cancelNow(number);
    };
    test.gateway.cancels = [{ kind: "closed" }];
    await cancel(sale.orderId, sale.attemptId);
    test.gateway.cancel = cancelNow;
    expect(await during).toMatchObject({ cancelAnswer: "unclear", cancelSentAt: expect.any(Date) });
  });

  it("does not end a sale by a question that was asked before the cancel", async () => {
    const sale = await test.sell();
    const slow = Promise.withResolvers<QueryOutcome>();
    test.gateway.queries = [slow.promise, { kind: "no_trade" }, { kind: "unclear", why: "timeout" }];
    const early = askGateway(test.shop, sale, "system");
    await cancel(sale.orderId, sale.attemptId);
    slow.resolve({ kind: "no_trade" });
    await early;
    expect((await test.payment(sale.orderId)).status).toBe("cancelling");
  });

  it("I4 does not book as late what the cancel sent back, though an older question still saw it paid", async () => {
    const sale = await test.sell();
    const slow = Promise.withResolvers<QueryOutcome>();
    test.gateway.queries = [slow.promise, found("waiting")];
    const early = askGateway(test.shop, sale, "system");
    test.gateway.cancels = [{ kind: "refunded" }];
    await cancel(sale.orderId, sale.attemptId);
    slow.resolve(found("paid"));
    await early;
    expect(await test.payment(sale.orderId)).toMatchObject({ orderStatus: "cancelled", anomaly: "cancelled_refunded" });
  });

  it("makes few calls, however often the cancel of a known trade is answered in vain", async () => {
    const sale = await test.sell();
    test.gateway.queries = [found("waiting")];
    await cancel(sale.orderId, sale.attemptId);
    expect(test.gateway.calls.length).toBeLessThan(8);
  });

  it("I10 is being checked, and due again, when its account cannot be used any more", async () => {
    const sale = await test.sell();
    test.shop.gateways.clear();
    await runChecks(test.shop, sale.attemptId);
    const unused = await test.payment(sale.orderId);
    test.shop.gateways.set(`${test.accountId}/1`, test.gateway);
    expect(unused).toMatchObject({ checks: 1, checkAnswer: "unclear" });
    expect(await test.events(sale.orderId)).toContain("queried");
  });

  it("does nothing to a sale of somebody else's store", async () => {
    const sale = await test.sell();
    expect(await cancelOrder(test.shop, by(test.strangerId), sale.orderId)).toEqual({ kind: "not_found" });
  });

  it("comes too late for a paid sale", async () => {
    const sale = await test.sell();
    announce(sale.merchantNumber);
    await deliver();
    expect(await cancelOrder(test.shop, by(test.userId), sale.orderId)).toEqual({ kind: "already_decided" });
  });
});
