import { afterAll, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { askAndWork } from "#lib/orders/calls/run-due.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { trade } from "#lib/orders/states/testing/payment-state.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import type { Generation, TradeNews } from "#lib/payments/gateway.ts";
import { GENERATIONS } from "#lib/payments/gateway.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import { openRefundShop, type RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { receiveNotice } from "../receive-notice.ts";
import { ENOUGH } from "./decide-silence.ts";
import { findSilences } from "./find-silences.ts";

const shops: RefundShop[] = [];
afterAll(() => Promise.all(shops.map((test) => test.close())));

/** A shop of its own whose manager looks. */
async function openSilentShop(generation: Generation = "openapi") {
  const test = await openRefundShop(generation);
  shops.push(test);
  const { shop, gateway } = test;
  const silences = async (userId = test.userId) => findSilences(shop, await staffOf(shop, userId));
  /** Two minutes pass. */
  const age = async () => {
    await shop.pool.query("update shop_order set paid_at = paid_at - interval '2 minutes' where store_id = $1", [
      test.storeId,
    ]);
    await shop.pool.query(
      "update notification set received_at = received_at - interval '2 minutes' where account_id = $1",
      [test.accountId],
    );
  };
  /** So many sales that are found paid by a question. */
  const sellUntold = async (count: number) => {
    for (let sale = 0; sale < count; sale++) await test.sellPaid();
    await age();
  };
  const deliver = async ({ attemptId, merchantNumber }: PaymentRow) => {
    const paid: Partial<TradeNews> = { tradeNumber: `T${attemptId}` };
    const said = TRAITS[generation].noticeSettles
      ? ({ use: "settle", trade: trade("paid", paid) } as const)
      : ({ use: "ask", trade: null } as const);
    const verdicts = { form: true, signature: true };
    gateway.notice = { kind: "notice", notifyId: crypto.randomUUID(), merchantNumber, ...said, verdicts };
    gateway.queries = [found("paid", paid)];
    const body = Buffer.from("notice");
    const { notifyToken: token } = test;
    const { ask } = await receiveNotice(shop, { generation, token, body, query: "", contentType: null });
    if (ask !== null) await askAndWork(shop, ask);
    gateway.queries = [];
  };
  return { ...test, silences, age, sellUntold, deliver };
}

it.each(GENERATIONS)(
  "W3 %s: 20 payments in a row without a notice are silence; the next notice ends it, whether it settles or only makes us ask",
  async (generation) => {
    const test = await openSilentShop(generation);
    const first = await test.sell();
    await test.deliver(first);
    expect(await test.payment(first.orderId)).toMatchObject({ status: "paid" });
    await test.age();
    await test.sellUntold(ENOUGH - 1);
    expect(await test.silences()).toEqual([]);
    await test.sellUntold(1);
    const [silence] = await test.silences();
    expect(silence).toMatchObject({ accountId: test.accountId, storeId: test.storeId, payments: ENOUGH });
    expect(Date.parse(silence?.lastNotice ?? "")).toBeLessThan(Date.now());
    const told = await test.sell();
    await test.deliver(told);
    expect(await test.payment(told.orderId)).toMatchObject({ status: "paid" });
    expect(await test.silences()).toEqual([]);
  },
);

it("W3 an account that never heard a notice is told of after its first live sale, when a notice has had a minute to come", async () => {
  const test = await openSilentShop();
  expect(await test.silences()).toEqual([]);
  await test.sellPaid();
  expect(await test.silences()).toEqual([]);
  await test.age();
  expect(await test.silences()).toMatchObject([{ payments: 1, lastNotice: null, hasAddress: false }]);
});

it("W3 where only refused notices came, that is said: the way is open, and the keys do not fit", async () => {
  const test = await openSilentShop();
  await test.sellUntold(1);
  expect(await test.silences()).toMatchObject([{ refused: false }]);
  test.gateway.notice = { kind: "refused", why: "signature_wrong", verdicts: { form: true, signature: false } };
  const { shop, notifyToken: token } = test;
  const from = { headers: {}, address: "203.0.113.7" };
  const body = Buffer.from("x");
  await receiveNotice(shop, { generation: "openapi", token, body, query: "", contentType: null, from });
  await shop.refusals.flush();
  expect(await test.silences()).toMatchObject([{ refused: true, lastNotice: null }]);
});

it("W3 a notice that a question was faster than, and one about an older payment, arrive all the same", async () => {
  const test = await openSilentShop();
  const older = await test.sellPaid();
  await test.sellUntold(ENOUGH);
  expect(await test.silences()).toHaveLength(1);
  await test.deliver(older);
  expect(await test.silences()).toEqual([]);
});

it("W3 what was paid at another account is no word about this one, and an account that is not used is none at all", async () => {
  const test = await openSilentShop();
  const { shop, storeId, accountId } = test;
  await test.sellUntold(ENOUGH);
  const { merchantId } = await shop.prisma.store.findUniqueOrThrow({ where: { id: storeId } });
  const code = crypto.randomUUID();
  const data = { merchantId, code, generation: "intl", practice: false, notifyToken: code };
  const other = await shop.prisma.gatewayAccount.create({ data });
  await shop.prisma.storeAccount.create({ data: { storeId, currency: "USD", accountId: other.id, maxAmount: 100n } });
  expect((await test.silences()).map((silence) => silence.accountId)).toEqual([accountId]);
  await shop.prisma.storeAccount.deleteMany({ where: { accountId } });
  expect(await test.silences()).toEqual([]);
});

it("W3 T8 told to those who see how the store is set up, and to nobody else", async () => {
  const test = await openSilentShop();
  await test.sellUntold(1);
  expect(await test.silences(await test.hire("manager"))).toHaveLength(1);
  for (const role of ["auditor", "cashier", "developer"])
    expect(await test.silences(await test.hire(role))).toEqual([]);
});
