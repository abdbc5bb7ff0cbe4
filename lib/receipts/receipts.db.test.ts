import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptLate } from "#lib/orders/accept-late.ts";
import { askAndWork, runIfDue } from "#lib/orders/calls/run-due.ts";
import { cancelOrder } from "#lib/orders/cancel-order.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { openRefundShop, type RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { by } from "#lib/testing/by.ts";
import type { PrintInput } from "./commands.ts";
import { printReceipt } from "./print-receipt.ts";
import { findCode, findReceipts, viewReceipt } from "./queries.ts";

let test: RefundShop;
beforeAll(async () => {
  test = await openRefundShop();
});
afterAll(() => test.close());

const saleToken = async (orderId: string): Promise<string> =>
  (await test.shop.prisma.order.findUniqueOrThrow({ where: { id: orderId } })).receiptToken;

const refundToken = async (refundId: string): Promise<string> =>
  (await test.shop.prisma.refund.findUniqueOrThrow({ where: { id: refundId } })).receiptToken;

const view = async (token: string) => {
  const receipt = await viewReceipt(test.shop, token);
  if (!receipt) throw new Error("no receipt");
  return receipt;
};

const print = (orderId: string, change: Partial<PrintInput> = {}, userId = test.userId) =>
  printReceipt(test.shop, userId, { orderId, refundId: null, paperWidth: 80, ...change });

describe("the receipt behind an address", () => {
  it("E1 E5 names store, till, first name of the cashier, both times, Alipay's number and ours, and the reference", async () => {
    const { prisma } = test.shop;
    await prisma.user.update({ where: { id: test.userId }, data: { name: "Li Na" } });
    const payment = await test.sellPaid();
    await prisma.order.update({ where: { id: payment.orderId }, data: { reference: "T12", lines: [10000n, 2850n] } });
    await prisma.store.update({
      where: { id: test.storeId },
      data: {
        address: "1 Quay Road",
        taxId: "91310000X",
        receiptFooter: "Thank you",
        language: "en",
        secondLanguage: "zh-CN",
      },
    });
    const token = await saleToken(payment.orderId);
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    const { checkedAt, soldAt, paidAt, number, ...receipt } = await view(token);
    expect(receipt).toEqual({
      standing: "paid",
      practice: false,
      store: {
        name: "Corner shop",
        timeZone: "Asia/Shanghai",
        language: "en",
        secondLanguage: "zh-CN",
        address: "1 Quay Road",
        taxId: "91310000X",
        footer: "Thank you",
      },
      registerName: "Till 1",
      cashier: "Li",
      amount: { minor: "12850", currency: "CNY" },
      lines: ["10000", "2850"],
      refunded: null,
      tradeNumber: `T${payment.attemptId}`,
      merchantNumber: payment.merchantNumber,
      reference: "T12",
      refund: null,
      url: null,
    });
    expect(number).toMatch(new RegExp(`^1-\\d{6}-${payment.orderId.slice(-6)}$`, "i"));
    const [sold = 0, paid = 0, checked = 0] = [soldAt, paidAt ?? "", checkedAt].map((instant) => Date.parse(instant));
    expect([sold <= paid, paid <= checked]).toEqual([true, true]);
  });

  it("E10 answers live: not paid, paid, partly refunded, refunded", async () => {
    const waiting = await test.sell();
    expect(await view(await saleToken(waiting.orderId))).toMatchObject({ standing: "not_paid", paidAt: null });
    const payment = await test.sellPaid();
    const token = await saleToken(payment.orderId);
    expect((await view(token)).standing).toBe("paid");
    await test.work(await test.giveBack(payment, { amount: "28.50" }));
    expect(await view(token)).toMatchObject({ standing: "partly_refunded", refunded: { minor: "2850" } });
    await test.rest(payment);
    await test.work(await test.giveBack(payment, { amount: "100" }));
    expect(await view(token)).toMatchObject({ standing: "refunded", refunded: { minor: "12850" } });
  });

  it("E10 P10 says of late money that it came after the sale had ended, until somebody has dealt with it", async () => {
    const sold = await test.sell();
    const token = await saleToken(sold.orderId);
    await cancelOrder(test.shop, by(test.userId), sold.orderId);
    await runIfDue(test.shop, sold.attemptId);
    test.gateway.queries = [found("paid", { tradeNumber: "T late" })];
    await askAndWork(test.shop, sold.attemptId);
    test.gateway.queries = [];
    expect(await view(token)).toMatchObject({ standing: "paid_late" });
    expect(await acceptLate(test.shop, by(test.userId), sold.orderId)).toEqual({ kind: "accepted" });
    expect(await view(token)).toMatchObject({ standing: "paid" });
  });

  it("R8 a refund has a receipt of its own: both numbers, amount, reason, who asked and who approved, and whether it is done", async () => {
    const { prisma } = test.shop;
    await prisma.user.update({ where: { id: test.userId }, data: { name: "Li Na" } });
    await prisma.user.update({ where: { id: test.strangerId }, data: { name: "王店长" } });
    const payment = await test.sellPaid();
    const asked = await test.giveBack(payment, { amount: "28.50" });
    const refundId = "refundId" in asked ? asked.refundId : "";
    const token = await refundToken(refundId);
    expect(await view(token)).toMatchObject({ standing: "refund_unclear", refund: { at: null, approvedBy: "Li" } });
    await prisma.refund.update({ where: { id: refundId }, data: { approvedById: test.strangerId } });
    const { refundNumber } = await test.work(asked);
    const receipt = await view(token);
    const sale = await view(await saleToken(payment.orderId));
    expect(receipt).toMatchObject({
      standing: "refund_done",
      number: sale.number,
      amount: { minor: "12850" },
      refund: {
        amount: { minor: "2850", currency: "CNY" },
        reason: "Returned goods",
        askedBy: "Li",
        approvedBy: "王店长",
        refundNumber,
      },
    });
    expect(receipt.refund?.number).not.toBe(sale.number);
    expect(sale.refund).toBeNull();
  });

  it("E1 I14 knows no token that was never given out, of whatever form", async () => {
    const payment = await test.sellPaid();
    const token = await saleToken(payment.orderId);
    const wrong = ["", "f".repeat(32), token.toUpperCase(), `${token} `, token.slice(1), payment.orderId, "%", "'"];
    for (const one of wrong) expect(await viewReceipt(test.shop, one)).toBeNull();
  });
});

describe("printing", () => {
  it("E4 the first print is the receipt, later ones are numbered copies, each noted with who printed it", async () => {
    const { orderId } = await test.sellPaid();
    const copies = [await print(orderId), await print(orderId, { paperWidth: 58 }), await print(orderId)];
    expect(copies).toMatchObject([0, 1, 2].map((copy) => ({ kind: "printed", copy, receipt: { standing: "paid" } })));
    const events = await test.shop.prisma.orderEvent.findMany({
      where: { orderId, kind: "receipt_printed" },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ actor, data }) => ({ actor, data }))).toEqual(
      [80, 58, 80].map((paperWidth, copy) => ({
        actor: `cashier:${test.userId}`,
        data: { copy, refundId: null, paperWidth },
      })),
    );
    expect(await findReceipts(test.shop, test.userId, orderId)).toMatchObject({
      receipts: [{ refundId: null, prints: 3 }],
    });
  });

  it("E4 ten prints at once get ten numbers", async () => {
    const { orderId } = await test.sellPaid();
    const printed = await Promise.all(Array.from({ length: 10 }, () => print(orderId)));
    const copies = printed.map((result) => (result.kind === "printed" ? result.copy : -1));
    expect(copies.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("E4 R8 a refund's receipt counts its own copies, and has none before the money went back", async () => {
    const payment = await test.sellPaid();
    const { orderId } = payment;
    const asked = await test.giveBack(payment, { amount: "28.50" });
    const refundId = "refundId" in asked ? asked.refundId : null;
    expect(await print(orderId, { refundId })).toEqual({ kind: "not_found" });
    await test.work(asked);
    await print(orderId);
    expect(await print(orderId, { refundId })).toMatchObject({ copy: 0, receipt: { standing: "refund_done" } });
    expect(await print(orderId, { refundId })).toMatchObject({ copy: 1 });
    expect(await findReceipts(test.shop, test.userId, orderId)).toMatchObject({
      kind: "found",
      receipts: [
        { refundId: null, prints: 1, amount: { minor: "12850" } },
        { refundId, prints: 2, amount: { minor: "2850" } },
      ],
    });
  });

  it("E2 the register keeps the paper that was chosen last", async () => {
    const { orderId } = await test.sellPaid();
    await print(orderId, { paperWidth: 58 });
    const { prisma } = test.shop;
    expect(await prisma.register.findUniqueOrThrow({ where: { id: test.registerId } })).toMatchObject({
      paperWidth: 58,
    });
  });

  it("prints no receipt of a sale that is not paid", async () => {
    const { orderId } = await test.sell();
    expect(await print(orderId)).toEqual({ kind: "not_found" });
    expect(await findReceipts(test.shop, test.userId, orderId)).toMatchObject({ kind: "found", receipts: [] });
    expect(await test.events(orderId)).not.toContain("receipt_printed");
  });

  it("I14 strangers to the store, and those who do not work at its tills, print and find nothing", async () => {
    const { orderId } = await test.sellPaid();
    const refused = async () => [
      await print(orderId, {}, test.strangerId),
      await findReceipts(test.shop, test.strangerId, orderId),
    ];
    const nothing = [{ kind: "not_found" }, { kind: "not_found" }];
    expect(await refused()).toEqual(nothing);
    const developer = { userId: test.strangerId, storeId: test.storeId, role: "developer" };
    await test.shop.prisma.membership.create({ data: developer });
    expect(await refused()).toEqual(nothing);
    expect(await test.events(orderId)).not.toContain("receipt_printed");
  });
});

describe("a payment code for paper", () => {
  it("I14 is told while it can be paid, with the words of its store, and to those who work at its tills only", async () => {
    const sale = await test.sell();
    const { orderId } = sale;
    expect(await findCode(test.shop, test.userId, orderId)).toMatchObject({
      kind: "found",
      code: {
        amount: { minor: "12850" },
        text: sale.codeText,
        store: { name: "Corner shop", timeZone: "Asia/Shanghai" },
      },
    });
    const stranger = await test.shop.prisma.user.create({
      data: { login: crypto.randomUUID(), name: "x", passwordHash: "" },
    });
    expect(await findCode(test.shop, stranger.id, orderId)).toEqual({ kind: "not_found" });
    await test.shop.pool.query("update payment_attempt set code_ends_at = now() where order_id = $1", [orderId]);
    expect(await findCode(test.shop, test.userId, orderId)).toEqual({ kind: "gone" });
  });
});
