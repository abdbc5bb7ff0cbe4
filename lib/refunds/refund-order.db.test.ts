import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "#lib/db/statement.ts";
import { askGateway } from "#lib/orders/calls/ask-gateway.ts";
import { viewOrder } from "#lib/orders/queries.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { readPaymentById } from "#lib/orders/sql/read-payment.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { openRefundShop, type RefundShop } from "./testing/refund-shop.ts";

let test: RefundShop;
beforeAll(async () => {
  test = await openRefundShop();
});
afterAll(() => test.close());

describe("asking for a refund", () => {
  it("R1 gives back in parts until nothing is left, and says how much is left", async () => {
    const payment = await test.sellPaid();
    for (const amount of ["28.50", "60", "40"]) {
      expect(await test.work(await test.giveBack(payment, { amount }))).toMatchObject({ status: "done" });
      await test.rest(payment);
    }
    expect(await test.books(payment)).toEqual({ held: 12850n, refunded: 12850n });
    expect(await test.giveBack(payment, { amount: "0.01" })).toEqual({ kind: "amount_refused", problem: "above_left" });
  });

  it("F39 R1 begins no second refund while the first has not ended: the same wish is that one, another one has to wait", async () => {
    const payment = await test.sellPaid();
    const first = await test.giveBack(payment, { amount: "40" });
    const refundId = "refundId" in first ? first.refundId : "";
    expect(await test.giveBack(payment, { amount: "40" })).toEqual({ kind: "existing", refundId });
    expect(await test.giveBack(payment, { amount: "50" })).toEqual({ kind: "refund_open" });
    expect(await test.books(payment)).toEqual({ held: 4000n, refunded: 0n });
    await test.work(first);
    await test.rest(payment);
    expect(await test.work(await test.giveBack(payment, { amount: "50" }))).toMatchObject({ status: "done" });
  });

  it("I12 F39 makes one refund of twenty equal wishes at once", async () => {
    const payment = await test.sellPaid();
    const results = await Promise.all(Array.from({ length: 20 }, () => test.giveBack(payment, { amount: "40" })));
    expect(results.filter(({ kind }) => kind === "created")).toHaveLength(1);
    expect(new Set(results.map((result) => "refundId" in result && result.refundId)).size).toBe(1);
    expect(await test.books(payment)).toEqual({ held: 4000n, refunded: 0n });
  });

  it("F51 B43 a second press finds the first refund, also at the same moment; other content is refused", async () => {
    const payment = await test.sellPaid();
    const clientKey = crypto.randomUUID();
    const press = () => test.giveBack(payment, { clientKey, amount: "5" });
    const results = await Promise.all([press(), press(), press(), press()]);
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(["created", "existing", "existing", "existing"]);
    expect(await test.giveBack(payment, { clientKey, amount: "6" })).toEqual({ kind: "key_reused" });
    expect(await test.books(payment)).toEqual({ held: 500n, refunded: 0n });
  });

  it.each([
    ["0", "zero"],
    ["1.005", "too_many_decimals"],
    ["-1", "not_a_number"],
    ["1e1", "not_a_number"],
    ["128.51", "above_left"],
  ])("refuses the amount %s", async (amount, problem) => {
    const payment = await test.sellPaid();
    expect(await test.giveBack(payment, { amount })).toEqual({ kind: "amount_refused", problem });
  });

  it("wants a reason that fits", async () => {
    const payment = await test.sellPaid();
    expect(await test.giveBack(payment, { reason: "  " })).toEqual({ kind: "reason_refused", problem: "empty" });
    expect(await test.giveBack(payment, { reason: "x".repeat(129) })).toMatchObject({ problem: "too_long" });
    expect(await test.giveBack(payment, { reason: "a\nb" })).toMatchObject({ problem: "bad_characters" });
  });

  it("gives nothing back of a sale that is not paid", async () => {
    const waiting = await test.sell();
    expect(await test.giveBack(waiting)).toEqual({ kind: "not_paid" });
  });
});

describe("a sale that was paid more than once", () => {
  const closed = async (code: PaymentRow): Promise<PaymentRow> => {
    await test.shop.pool.query("update payment_attempt set status = 'closed' where id = $1", [code.attemptId]);
    return code;
  };
  async function payAll(codes: readonly PaymentRow[]): Promise<PaymentRow[]> {
    const payments: PaymentRow[] = [];
    for (const code of codes) {
      test.gateway.queries = [found("paid", { tradeNumber: `T${code.attemptId}` })];
      const [now = code] = await run(test.shop.pool, readPaymentById, [code.attemptId]);
      payments.push((await askGateway(test.shop, now, "system")).row);
    }
    test.gateway.queries = [];
    return payments;
  }
  /** Each code is paid after the ones before it had been given up; the payments in the order in which they came. */
  async function paidTimes(times: number): Promise<PaymentRow[]> {
    const codes = [await test.sell()];
    for (const code of codes) {
      if (codes.length < times) codes.push(await test.addAttempt(await closed(code)));
    }
    return payAll(codes.toReversed());
  }
  const view = (payment: PaymentRow) => viewOrder(test.shop, test.userId, payment.orderId);
  const order = ({ orderId: id }: PaymentRow) => test.shop.prisma.order.findUniqueOrThrow({ where: { id } });

  it("I2 F38 F39 gives one payment back, the one that came last, however many people press", async () => {
    const [sale, surplus] = (await paidTimes(2)) as [PaymentRow, PaymentRow];
    expect(await view(sale)).toMatchObject({ state: "paid_late", refundable: { minor: "12850" } });
    const first = await test.giveBack(sale);
    expect(first).toMatchObject({ kind: "created" });
    expect(await test.giveBack(sale)).toMatchObject({ kind: "existing" });
    expect(await view(sale)).toMatchObject({ refundable: { minor: "0" }, refund: { state: "sending" } });
    await test.work(first);
    expect([await test.books(sale), await test.books(surplus)]).toEqual([
      { held: 0n, refunded: 0n },
      { held: 12850n, refunded: 12850n },
    ]);
    // What is left is the sale, paid once, and can go back as every sale.
    expect(await view(sale)).toMatchObject({
      ...{ state: "paid", refundable: { minor: "12850" }, refund: null },
      tradeTail: sale.tradeNumber?.slice(-6),
    });
    expect(await test.work(await test.giveBack(sale, { amount: "1" }))).toMatchObject({ attemptId: sale.attemptId });
  });

  it("I2 P10 stays with a person until no payment too many is left", async () => {
    const [sale] = (await paidTimes(3)) as [PaymentRow];
    for (const left of [1, 0]) {
      await test.work(await test.giveBack(sale));
      expect((await order(sale)).resolvedAt === null, `${left} too many`).toBe(left > 0);
    }
    expect(await view(sale)).toMatchObject({ state: "paid", refundable: { minor: "12850" } });
  });

  it("P10 stays late when both payments came after the sale had ended, and one of them went back", async () => {
    const first = await test.sell();
    const second = await closed(await test.addAttempt(await closed(first)));
    await test.shop.prisma.order.update({ where: { id: first.orderId }, data: { status: "expired" } });
    await payAll([second, first]);
    await test.work(await test.giveBack(first));
    expect(await view(first)).toMatchObject({ state: "paid_late", refundable: { minor: "12850" } });
    await test.work(await test.giveBack(first));
    expect(await order(first)).toMatchObject({ status: "paid", resolvedAt: expect.any(Date) });
  });
});

describe("what the database itself refuses", () => {
  const refund = (attemptId: string, amount: bigint, change: object = {}) =>
    test.shop.prisma.refund.create({
      data: {
        id: crypto.randomUUID(),
        attemptId,
        clientKey: crypto.randomUUID(),
        refundNumber: crypto.randomUUID(),
        amount,
        currency: "CNY",
        reason: "Returned",
        askedById: test.userId,
        way: "refund",
        status: "pending",
        statusSince: new Date(),
        nextCheckAt: new Date(),
        ...change,
      },
    });

  it("I12 refunds of more than was paid, one or several", async () => {
    const payment = await test.sellPaid();
    await expect(refund(payment.attemptId, 12851n)).rejects.toThrow("payment_attempt_refunds_fit");
    const { id } = await refund(payment.attemptId, 12000n);
    await expect(refund(payment.attemptId, 1n)).rejects.toThrow(/Unique constraint/);
    await test.shop.prisma.refund.update({ where: { id }, data: { status: "done" } });
    await expect(refund(payment.attemptId, 851n)).rejects.toThrow("payment_attempt_refunds_fit");
  });

  it("I12 refunds of what is not paid, and in another currency", async () => {
    const waiting = await test.sell();
    await expect(refund(waiting.attemptId, 1n)).rejects.toThrow("payment_attempt_refunds_what_is_paid");
    const payment = await test.sellPaid();
    await expect(refund(payment.attemptId, 1n, { currency: "USD" })).rejects.toThrow("another currency");
  });

  it("I5 a refund that is done and is not any more, or changes its number or amount", async () => {
    const payment = await test.sellPaid();
    await expect(refund(payment.attemptId, 100n, { status: "done" })).rejects.toThrow("begins as pending");
    const { id } = await refund(payment.attemptId, 100n);
    const change = (data: object) => test.shop.prisma.refund.update({ where: { id }, data });
    await change({ status: "done", nextCheckAt: null });
    await expect(change({ status: "refused" })).rejects.toThrow("stays done");
    await expect(change({ amount: 99n })).rejects.toThrow("keeps what was sent");
    await expect(change({ refundNumber: "other" })).rejects.toThrow("keeps what was sent");
    expect(await test.books(payment)).toEqual({ held: 100n, refunded: 100n });
  });

  it("I12 sums that no refund counts, refunds and sales that are deleted, and another trade for what is paid", async () => {
    const payment = await test.sellPaid();
    const { id } = await refund(payment.attemptId, 100n);
    const attempt = (data: object) =>
      test.shop.prisma.paymentAttempt.update({ where: { id: payment.attemptId }, data });
    await expect(attempt({ refundHeld: 0n })).rejects.toThrow("counted by their rows");
    await expect(attempt({ refunded: 100n })).rejects.toThrow("counted by their rows");
    await expect(attempt({ tradeNumber: "another" })).rejects.toThrow("keeps the trade");
    await expect(test.shop.prisma.refund.delete({ where: { id } })).rejects.toThrow(/denied access|permission denied/);
    const { prisma } = test.shop;
    await expect(prisma.order.delete({ where: { id: payment.orderId } })).rejects.toThrow(
      /denied access|permission denied/,
    );
  });

  it("I1 P1 a sale that is paid by nothing, and one that ended and is open again", async () => {
    const waiting = await test.sell();
    const order = (data: object) => test.shop.prisma.order.update({ where: { id: waiting.orderId }, data });
    await expect(order({ status: "paid", paidAt: new Date() })).rejects.toThrow("has no payment");
    await order({ status: "cancelled" });
    await expect(order({ status: "open" })).rejects.toThrow("does not go from cancelled to open");
    await expect(order({ status: "expired" })).rejects.toThrow("does not go from cancelled to expired");
  });
});
