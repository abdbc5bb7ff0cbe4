import { afterAll, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { run } from "#lib/db/statement.ts";
import { receiveNotice } from "#lib/notices/receive-notice.ts";
import { acceptLate } from "#lib/orders/accept-late.ts";
import { askGateway } from "#lib/orders/calls/ask-gateway.ts";
import { runIfDue } from "#lib/orders/calls/run-due.ts";
import { cancelOrder } from "#lib/orders/cancel-order.ts";
import { settleDouble } from "#lib/orders/settle-double.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { readPaymentById } from "#lib/orders/sql/read-payment.ts";
import { trade } from "#lib/orders/states/testing/payment-state.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import type { TradeNews } from "#lib/payments/gateway.ts";
import { runRefundIfDue } from "#lib/refunds/run-refunds.ts";
import { openRefundShop, type RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { by } from "#lib/testing/by.ts";
import { askRefund } from "./ask-refund.ts";
import { countInbox, findExceptions } from "./queries.ts";
import { createDoubleWatch } from "./record-doubles.ts";
import { dismissNotice } from "./settle-notice.ts";
import { keepPayment, settleMismatch } from "./settle-sale.ts";

const shops: RefundShop[] = [];
afterAll(() => Promise.all(shops.map((test) => test.close())));

const ALL = { storeId: null, kind: null };
const UNCLEAR = { kind: "unclear", why: "timeout" } as const;
const OTHER_MONEY = { amount: { minor: 100n, currency: "CNY" } };

/** A store of its own, its manager, and credentials that can be read. */
async function openInbox() {
  const test = await openRefundShop();
  shops.push(test);
  const { shop } = test;
  let trades = 0;
  const fresh = (change: Partial<TradeNews> = {}) => ({
    tradeNumber: `${test.storeId.slice(0, 8)}${++trades}`,
    ...change,
  });
  const inbox = async (filter: Parameters<typeof findExceptions>[2] = ALL) => {
    const page = await findExceptions(shop, await staffOf(shop, test.userId), filter);
    // The secrets of a test's account are empty: that is no matter of these tests.
    return { ...page, rows: page.rows.filter(({ kind }) => kind !== "account") };
  };
  const waits = async () => (await inbox()).rows.map(({ kind, variant }) => `${kind} ${variant}`);
  /** So long ago did the present status begin. */
  const age = (payment: PaymentRow, minutes = 3) =>
    shop.pool.query(
      "update payment_attempt set status_since = status_since - make_interval(mins => $2), code_ends_at = code_ends_at - make_interval(mins => $2) where id = $1",
      [payment.attemptId, minutes],
    );
  const ask = async (payment: PaymentRow, ...answers: typeof test.gateway.queries) => {
    test.gateway.queries = answers;
    await askGateway(shop, await test.payment(payment.orderId), "system");
    test.gateway.queries = [];
    return test.payment(payment.orderId);
  };
  const step = async (payment: PaymentRow) => {
    await shop.pool.query("update payment_attempt set next_check_at = now() - interval '1 second' where id = $1", [
      payment.attemptId,
    ]);
    await runIfDue(shop, payment.attemptId);
    return test.payment(payment.orderId);
  };
  /** Ended, and paid afterwards. */
  const sellLate = async () => {
    const sold = await test.sell();
    test.gateway.cancels = [{ kind: "closed" }];
    await cancelOrder(shop, by(test.userId), sold.orderId);
    await step(sold);
    test.gateway.cancels = [];
    return ask(sold, found("paid", fresh()));
  };
  const deliver = async (
    merchantNumber: string,
    change: Partial<TradeNews> = {},
    use: "settle" | "park" = "settle",
  ) => {
    const verdicts = { form: true, signature: true, application: true, seller: true };
    const notifyId = crypto.randomUUID();
    const again = async () => {
      const told = { notifyId, merchantNumber, trade: trade("paid", fresh(change)), use, verdicts };
      test.gateway.notice = { kind: "notice", ...told };
      const body = Buffer.from(`notify_id=${notifyId}&total_amount=1.00&buyer_id=2088123412341234`);
      const { notifyToken: token } = test;
      return receiveNotice(shop, { generation: "openapi", token, body, query: "", contentType: null });
    };
    const first = await again();
    const [{ id = "" } = {}] = await shop.prisma.notification.findMany({ where: { notifyId } });
    return { first, again, id };
  };
  const audit = async () =>
    (await shop.prisma.auditEntry.findMany({ where: { storeId: test.storeId }, orderBy: { id: "desc" } })).map(
      ({ kind, userId }) => ({ kind, userId }),
    );
  return { ...test, fresh, inbox, waits, age, ask, step, sellLate, deliver, audit };
}

it("M8 F26 a sale that is being checked waits for a person from minute 2 on, until an answer decides it", async () => {
  const test = await openInbox();
  test.gateway.codes = [{ kind: "unclear", why: "timeout", claim: null }];
  const sold = await test.sell();
  expect(await test.waits()).toEqual([]);
  await test.age(sold);
  const { rows, risk } = await test.inbox();
  expect(rows).toMatchObject([
    { kind: "unknown", variant: "checking", id: sold.orderId, amount: { minor: "12850" }, steps: ["ask", "cancel"] },
  ]);
  expect(risk).toEqual([{ currency: "CNY", count: 1, amount: { minor: "12850", currency: "CNY" } }]);
  await test.ask(sold, found("paid", test.fresh()));
  expect(await test.waits()).toEqual([]);
});

it("M8 P8 a cancel that is answered in unknown words while the payment stands waits for a person, who keeps the payment: paid by the next answer, and no cancel is sent", async () => {
  const test = await openInbox();
  const sold = await test.sell();
  test.gateway.cancels = [UNCLEAR];
  await cancelOrder(test.shop, by(test.userId), sold.orderId);
  await test.step(sold);
  test.gateway.queries = [found("paid", test.fresh())];
  const looping = await test.step(sold);
  expect(looping).toMatchObject({ status: "cancelling", paidSeen: true, cancelAnswer: "unclear" });
  expect(await test.waits()).toEqual([]);
  const keep = (reason: string) => keepPayment(test.shop, by(test.userId), { orderId: sold.orderId, reason });
  expect(await keep("Seen in the portal")).toEqual({ kind: "already_decided" });
  await test.age(sold);
  expect((await test.inbox()).rows).toMatchObject([{ variant: "stands", steps: ["keep_payment", "ask"] }]);
  expect(await keep(" ")).toEqual({ kind: "reason_refused", problem: "empty" });
  expect(await keep("Seen in the portal")).toEqual({ kind: "settled" });
  // Whatever cancel was on its way has ended before the question that decides.
  const waiting = await test.payment(sold.orderId);
  expect(waiting.nextCheckAt?.getTime()).toBeGreaterThanOrEqual((waiting.checkedAt?.getTime() ?? 0) + 13_000);
  expect(waiting.orderStatus).toBe("open");
  test.gateway.calls.length = 0;
  expect(await test.step(sold)).toMatchObject({ status: "paid", orderStatus: "paid" });
  expect(test.gateway.calls.map(({ kind }) => kind)).toEqual(["query"]);
  expect(await test.waits()).toEqual([]);
  expect(await test.audit()).toContainEqual({ kind: "cancel_given_up", userId: test.userId });
  const [event] = await test.shop.prisma.orderEvent.findMany({
    where: { orderId: sold.orderId, kind: "cancel_given_up" },
  });
  expect(event).toMatchObject({ actor: `cashier:${test.userId}`, data: { reason: "Seen in the portal" } });
});

it("M8 P8 F36 a payment whose cancel was answered after all is not kept", async () => {
  const test = await openInbox();
  const sold = await test.sell();
  test.gateway.cancels = [UNCLEAR];
  await cancelOrder(test.shop, by(test.userId), sold.orderId);
  await test.step(sold);
  test.gateway.queries = [found("paid", test.fresh())];
  await test.step(sold);
  await test.age(sold);
  await keepPayment(test.shop, by(test.userId), { orderId: sold.orderId, reason: "Seen" });
  test.gateway.queries = [
    found("closed", test.fresh({ wasPaid: true, tradeNumber: (await test.payment(sold.orderId)).tradeNumber ?? "" })),
  ];
  expect(await test.step(sold)).toMatchObject({ orderStatus: "cancelled", anomaly: "cancelled_refunded" });
});

it("M8 I5 late money waits until somebody accepts it or sends it back; on its way back it is a matter of the refund", async () => {
  const test = await openInbox();
  const [kept, returned] = [await test.sellLate(), await test.sellLate()];
  expect(await test.waits()).toEqual(["late late", "late late"]);
  expect((await test.inbox()).rows[0]).toMatchObject({
    steps: ["give_back", "accept"],
    order: { registerId: test.registerId },
  });
  await acceptLate(test.shop, by(test.userId), kept.orderId);
  test.gateway.refunds = [UNCLEAR];
  const { refundId } = await test.work(await test.giveBack(returned));
  expect(await test.waits()).toEqual([]);
  await test.shop.pool.query("update refund set status_since = now() - interval '3 minutes' where id = $1", [refundId]);
  expect((await test.inbox()).rows).toMatchObject([
    { kind: "refund", variant: "unclear", id: refundId, steps: ["ask_refund"] },
  ]);
  await test.shop.pool.query(
    "update refund set next_check_at = now() + interval '1 hour', checked_at = null where id = $1",
    [refundId],
  );
  const wish = { orderId: returned.orderId, refundId };
  expect(await askRefund(test.shop, test.strangerId, wish)).toEqual({ kind: "not_found" });
  expect(await askRefund(test.shop, test.userId, wish)).toEqual({ kind: "asking" });
  test.gateway.refundQueries = [{ kind: "done" }];
  await test.makeDue(refundId);
  await runRefundIfDue(test.shop, refundId);
  expect(await test.waits()).toEqual([]);
  expect(await askRefund(test.shop, test.userId, wish)).toEqual({ kind: "already_decided" });
});

it("M8 P13 the later of two payments that look like one sale waits, until it goes back or somebody says that they are two", async () => {
  const test = await openInbox();
  const watch = createDoubleWatch(test.shop);
  const all = async () => {
    while (await watch());
  };
  const [, second, third] = [await test.sellPaid(), await test.sellPaid(), await test.sellPaid()];
  await all();
  expect(await test.waits()).toEqual(["double twin", "double twin"]);
  expect((await test.inbox()).rows.map(({ id }) => id).toSorted()).toEqual([second.orderId, third.orderId].toSorted());
  await settleDouble(test.shop, by(test.userId), second.orderId);
  expect((await test.inbox()).rows).toMatchObject([{ id: third.orderId, steps: ["give_back", "not_double"] }]);
  await test.giveBack(third);
  expect(await test.waits()).toEqual([]);
  // What came after the last look is found by the next one.
  await test.sellPaid();
  await all();
  expect(await test.waits()).toEqual(["double twin"]);
});

it("M8 I2 of a sale that was paid twice what is too much waits", async () => {
  const test = await openInbox();
  const first = await test.sell();
  test.gateway.cancels = [{ kind: "closed" }];
  await cancelOrder(test.shop, by(test.userId), first.orderId);
  await test.step(first);
  await test.ask(await test.addAttempt(first), found("paid", test.fresh()));
  expect(await test.waits()).toEqual([]);
  test.gateway.queries = [found("paid", test.fresh())];
  const [given] = await run(test.shop.pool, readPaymentById, [first.attemptId]);
  if (given) await askGateway(test.shop, given, "system");
  expect((await test.inbox()).rows).toMatchObject([
    { kind: "double", variant: "surplus", amount: { minor: "12850" }, steps: ["give_back", "accept"] },
  ]);
  await test.giveBack(first);
  expect(await test.waits()).toEqual([]);
});

it("M8 P5 B16 other money than the sale's waits with what Alipay named; while its code lives it is cancelled, then settled with a reason", async () => {
  const test = await openInbox();
  const sold = await test.sell();
  const notice = await test.deliver(sold.merchantNumber, OTHER_MONEY);
  expect(notice.first).toMatchObject({ effect: "parked_mismatch", ask: sold.attemptId });
  expect(await test.waits()).toEqual(["mismatch notice"]);
  const odd = await test.ask(sold, found("paid", test.fresh(OTHER_MONEY)));
  const [live] = (await test.inbox()).rows;
  expect(live).toMatchObject({ variant: "live", told: { minor: "100", currency: "CNY" }, steps: ["cancel"] });
  expect(live?.message).toContainEqual({ name: "buyer_id", value: "20***34" });
  const settle = () =>
    settleMismatch(test.shop, by(test.userId), { orderId: sold.orderId, reason: "Given back in the portal" });
  expect(await settle()).toEqual({ kind: "already_decided" });
  await test.age(odd, 5);
  expect((await test.inbox()).rows).toMatchObject([{ variant: "sale", steps: ["settle", "cancel"] }]);
  expect(await settle()).toEqual({ kind: "settled" });
  expect(await test.payment(sold.orderId)).toMatchObject({ status: "failed", failure: "settled", nextCheckAt: null });
  expect(await test.waits()).toEqual([]);
  expect(await test.audit()).toContainEqual({ kind: "mismatch_settled", userId: test.userId });
  // The same words once more open nothing; other words would.
  expect(await notice.again()).toMatchObject({ ask: null, reply: { body: "success" } });
  expect(await test.waits()).toEqual([]);
  await test.deliver(sold.merchantNumber, OTHER_MONEY);
  await test.ask(sold, found("paid", test.fresh(OTHER_MONEY)));
  expect(await test.waits()).toEqual(["mismatch sale"]);
});

it("M8 P5 F45 a notice about no sale of ours waits with its money and its words until somebody dismisses it with a reason", async () => {
  const test = await openInbox();
  const { first, again, id } = await test.deliver("nobody", OTHER_MONEY);
  expect(first).toMatchObject({ effect: "parked_unknown_order", reply: { body: "failure" } });
  expect((await test.inbox()).rows).toMatchObject([
    { kind: "parked", variant: "unknown_order", id, order: null, amount: { minor: "100" }, steps: ["dismiss"] },
  ]);
  const { storeId } = test;
  const dismiss = (reason: string, userId = test.userId) =>
    dismissNotice(test.shop, by(userId), { storeId, noticeId: id, reason });
  expect(await dismiss("Of the old till", test.strangerId)).toEqual({ kind: "not_found" });
  expect(await dismiss("")).toEqual({ kind: "reason_refused", problem: "empty" });
  expect(await dismiss("Of the old till")).toEqual({ kind: "dismissed" });
  expect(await dismiss("Again")).toEqual({ kind: "already_decided" });
  expect(await test.waits()).toEqual([]);
  expect(await again()).toMatchObject({ reply: { body: "success" } });
  expect(await test.shop.prisma.notification.findUniqueOrThrow({ where: { id } })).toMatchObject({
    ...{ dismissedById: test.userId, dismissReason: "Of the old till", deliveries: 2 },
  });
  expect(await test.audit()).toContainEqual({ kind: "notice_dismissed", userId: test.userId });
});

it("M8 F45 F20 a parked notice whose sale turns up applies with its repeat, and waits no more", async () => {
  const test = await openInbox();
  const sold = await test.sell();
  const { id, again } = await test.deliver(sold.merchantNumber, {}, "park");
  expect(await test.waits()).toEqual(["parked words"]);
  await test.shop.pool.query("update notification set effect = 'applied', answer = 'taken' where id = $1", [id]);
  expect(await test.waits()).toEqual([]);
  await again();
  expect(await test.waits()).toEqual([]);
});

it("M8 I14 T8 strangers and cashiers see no inbox, and nobody settles without the right", async () => {
  const [test, other] = [await openInbox(), await openInbox()];
  await test.deliver("nobody", OTHER_MONEY);
  const late = await test.sellLate();
  const see = async (userId: string) => {
    const staff = await staffOf(test.shop, userId);
    const { rows } = await findExceptions(test.shop, staff, ALL);
    return { seen: rows.filter(({ kind }) => kind !== "account"), count: await countInbox(test.shop, staff) };
  };
  const [auditor, cashier] = [await test.hire("auditor"), await test.hire("cashier")];
  expect((await see(other.userId)).seen).toEqual([]);
  expect((await see(cashier)).seen).toEqual([]);
  const looked = await see(auditor);
  expect(looked.seen.map(({ kind, steps }) => ({ kind, steps }))).toEqual([
    { kind: "late", steps: [] },
    { kind: "parked", steps: [] },
  ]);
  expect(looked.count?.count).toBe(2);
  expect((await see(cashier)).count).toBeNull();
  expect(await countInbox(test.shop, await staffOf(test.shop, other.userId), test.storeId)).toBeNull();
  for (const userId of [auditor, cashier, other.userId]) {
    const wish = { orderId: late.orderId, reason: "Mine" };
    expect(await settleMismatch(test.shop, by(userId), wish)).toEqual({ kind: "not_found" });
    expect(await keepPayment(test.shop, by(userId), wish)).toEqual({ kind: "not_found" });
  }
});

it("M8 F55 an account whose secrets cannot be opened waits with the way to its credentials, for whoever sees the set-up", async () => {
  const test = await openInbox();
  const page = async (userId: string) => findExceptions(test.shop, await staffOf(test.shop, userId), ALL);
  expect((await page(test.userId)).rows).toMatchObject([
    { kind: "account", variant: "unreadable", id: test.accountId, amount: null, steps: ["credentials"] },
  ]);
  expect((await page(await test.hire("auditor"))).rows).toEqual([]);
});

it("M8 the badge counts what the page shows, and its mark changes with it alone", async () => {
  const test = await openInbox();
  const count = async () => countInbox(test.shop, await staffOf(test.shop, test.userId));
  const before = await count();
  const late = await test.sellLate();
  const waiting = await count();
  expect(waiting?.count).toBe((before?.count ?? 0) + 1);
  expect(waiting?.mark).not.toBe(before?.mark);
  await test.sell();
  expect(await count()).toEqual(waiting);
  await acceptLate(test.shop, by(test.userId), late.orderId);
  expect(await count()).toEqual(before);
});

it("M8 M7 the money at risk is what the books say, currency by currency, the largest first, the oldest before its equals", async () => {
  const test = await openInbox();
  const { shop } = test;
  const amounts = [100n, 5000n, 700n, 5000n, 33n];
  for (const [at, minor] of amounts.entries()) {
    const { id } = await test.deliver(`nobody ${at}`, { amount: { minor, currency: at === 2 ? "JPY" : "CNY" } });
    await shop.pool.query("update notification set received_at = now() - make_interval(mins => $2) where id = $1", [
      id,
      at,
    ]);
  }
  const late = [await test.sellLate(), await test.sellLate()];
  const part = await test.giveBack(late[0] as PaymentRow, { amount: "28.50" });
  await test.work(part);
  const { rows, risk, counts } = await test.inbox();
  expect(risk).toEqual([
    {
      currency: "CNY",
      count: 6,
      amount: { minor: `${100n + 5000n + 5000n + 33n + 10_000n + 12_850n}`, currency: "CNY" },
    },
    { currency: "JPY", count: 1, amount: { minor: "700", currency: "JPY" } },
  ]);
  expect(rows.map(({ amount }) => `${amount?.currency} ${amount?.minor}`)).toEqual([
    "CNY 12850",
    "CNY 10000",
    "CNY 5000",
    "CNY 5000",
    "CNY 100",
    "CNY 33",
    "JPY 700",
  ]);
  const [, , older, younger] = rows;
  expect(older && younger && older.since < younger.since).toBe(true);
  expect(counts).toMatchObject({ late: 2, parked: 5, double: 0 });
  const only = await test.inbox({ storeId: test.storeId, kind: "late" });
  expect(only.risk).toEqual([{ currency: "CNY", count: 2, amount: { minor: "22850", currency: "CNY" } }]);
  const books = await shop.pool.query(
    `select sum(a.amount - a.refund_held)::bigint as minor from shop_order o join payment_attempt a on a.order_id = o.id and a.status = 'paid'
     where o.store_id = $1 and o.anomaly = 'paid_late' and o.resolved_at is null`,
    [test.storeId],
  );
  expect(books.rows).toEqual([{ minor: 22_850n }]);
});
