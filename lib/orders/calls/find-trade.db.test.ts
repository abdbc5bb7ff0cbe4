import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FindOutcome } from "#lib/payments/gateway.ts";
import { applyOutcome } from "../apply-outcome.ts";
import { trade } from "../states/testing/payment-state.ts";
import { found, scriptedGateway } from "../testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";
import { lookUp } from "./find-trade.ts";

const ALIPAYS = "2026030122001400000000000001";

let test: TestShop;
beforeEach(async () => {
  test = await openTestShop();
});
afterEach(() => test.close());

const knows = (merchantNumber: string, change: Parameters<typeof trade>[1] = {}): FindOutcome => ({
  kind: "found",
  merchantNumber,
  trade: trade("paid", change),
});
const ask = (number: string, userId = test.userId) =>
  lookUp(test.shop, userId, { registerId: test.registerId, number });
const answerTo = async (number: string, userId?: string) => {
  const { answer, told } = ask(number, userId);
  const result = await answer;
  told();
  // The next one is another day's.
  test.shop.lookUps.clear();
  return result;
};

describe("P15 a number from the customer's bill", () => {
  it("P15 belongs to one of our sales, and brings its payment in through the one door", async () => {
    const sale = await test.sell();
    test.gateway.finds = [knows(sale.merchantNumber)];
    test.gateway.queries = [found("paid")];
    expect(await answerTo(` 2026 0301 22001400000000000001 `)).toEqual({
      kind: "found",
      ours: true,
      trade: { number: ALIPAYS, state: "paid", amount: { minor: "12850", currency: "CNY" } },
      order: {
        id: sale.orderId,
        reference: null,
        createdAt: expect.any(String),
        registerName: "Till 1",
        state: "paid",
      },
    });
    expect(test.gateway.calls.map(({ kind, merchantNumber }) => [kind, merchantNumber])).toEqual([
      ["code", sale.merchantNumber],
      ["find", `trade ${ALIPAYS}`],
      ["query", sale.merchantNumber],
    ]);
    expect(await test.payment(sale.orderId)).toMatchObject({ status: "paid" });
  });

  it("P15 asks Alipay about our own number too, whatever our table says", async () => {
    const sale = await test.sell();
    await applyOutcome(test.shop, sale, { news: { kind: "queried", outcome: found("paid") }, actor: "system" });
    test.gateway.calls = [];
    test.gateway.finds = [knows(sale.merchantNumber, { state: "closed", wasPaid: true })];
    expect(await answerTo(sale.merchantNumber)).toMatchObject({
      kind: "found",
      ours: true,
      trade: { state: "sent_back" },
      order: { state: "paid" },
    });
    expect(test.gateway.calls.map(({ merchantNumber }) => merchantNumber)).toEqual([`merchant ${sale.merchantNumber}`]);
  });

  it("P15 I14 is not of this store when another till, or another store's account, has made it", async () => {
    const other = await openTestShop();
    const sale = await other.sell();
    await other.close();
    for (const number of ["old-till_42", sale.merchantNumber]) {
      test.gateway.finds = [knows(number)];
      expect(await answerTo(ALIPAYS)).toMatchObject({ kind: "found", ours: false, order: null });
    }
  });

  it("P15 is unknown only when every account of the store says so, by both names", async () => {
    expect(await answerTo(ALIPAYS)).toEqual({ kind: "unknown" });
    expect(test.gateway.calls.map(({ merchantNumber }) => merchantNumber)).toEqual([
      `trade ${ALIPAYS}`,
      `merchant ${ALIPAYS}`,
    ]);
    test.gateway.calls = [];
    expect(await answerTo("2026-0301-0001")).toEqual({ kind: "unknown" });
    expect(test.gateway.calls.map(({ merchantNumber }) => merchantNumber)).toEqual(["trade 2026-0301-0001"]);
    test.gateway.finds = [{ kind: "unclear", why: "timeout" }, { kind: "no_trade" }];
    expect(await answerTo(ALIPAYS)).toEqual({ kind: "unclear" });
    test.shop.gateways.clear();
    expect(await answerTo(ALIPAYS)).toEqual({ kind: "unclear" });
  });

  it("P15 asks each account of the store", async () => {
    const { prisma, gateways } = test.shop;
    const { merchantId } = await prisma.gatewayAccount.findUniqueOrThrow({ where: { id: test.accountId } });
    const account = await prisma.gatewayAccount.create({
      data: {
        merchantId,
        code: crypto.randomUUID(),
        generation: "intl",
        practice: false,
        notifyToken: crypto.randomUUID(),
        versions: { create: { version: 1, settings: {}, sealed: new Uint8Array() } },
      },
    });
    for (const currency of ["USD", "HKD"]) {
      await prisma.storeAccount.create({
        data: { storeId: test.storeId, currency, accountId: account.id, maxAmount: 5_000_000n },
      });
    }
    const second = scriptedGateway("intl");
    gateways.set(`${account.id}/1`, second);
    second.finds = [knows("old-till_42", { amount: { minor: 900n, currency: "USD" } })];
    expect(await answerTo(ALIPAYS)).toMatchObject({
      kind: "found",
      ours: false,
      trade: { amount: { minor: "900", currency: "USD" } },
    });
    expect(test.gateway.calls).toHaveLength(2);
    expect(second.calls).toHaveLength(1);
  });

  it("P15 waits for one answer, whoever asks again meanwhile, and asks no more than each three seconds", async () => {
    const slow = Promise.withResolvers<FindOutcome>();
    test.gateway.finds = [slow.promise];
    const first = ask(ALIPAYS);
    const second = ask(ALIPAYS);
    expect(second.answer).toBe(first.answer);
    expect(await ask("2026030122001400000000000009").answer).toEqual({ kind: "too_soon" });
    slow.resolve(knows("old-till_42"));
    expect(await second.answer).toMatchObject({ kind: "found" });
    expect(test.gateway.calls).toHaveLength(1);
    second.told();
    expect(await ask(ALIPAYS).answer).toEqual({ kind: "too_soon" });
  });

  it.each(["", "12345", "T 1/2", "2".repeat(65), "收款码 123456"])(
    "P15 refuses %j, which is no number of a trade",
    async (number) => {
      expect(await answerTo(number)).toEqual({ kind: "number_refused" });
      expect(test.gateway.calls).toEqual([]);
    },
  );

  it("P15 I14 is nothing for a stranger to the store", async () => {
    expect(await answerTo(ALIPAYS, test.strangerId)).toEqual({ kind: "not_found" });
    expect(test.gateway.calls).toEqual([]);
  });
});
