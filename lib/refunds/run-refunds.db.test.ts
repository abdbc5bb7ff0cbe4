import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { run } from "#lib/db/statement.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { runRefundIfDue } from "./run-refunds.ts";
import { claimRefund } from "./sql/claim-refunds.ts";
import { REFUND_CLAIM_MS } from "./states/schedule.ts";
import { openRefundShop, type RefundShop } from "./testing/refund-shop.ts";

let test: RefundShop;
beforeAll(async () => {
  test = await openRefundShop();
});
afterAll(() => test.close());
beforeEach(() => {
  Object.assign(test.gateway, { refunds: [], refundQueries: [], cancels: [], queries: [] });
});

const UNCLEAR = { kind: "unclear", why: "timeout" } as const;
const kinds = () => test.gateway.calls.map(({ kind }) => kind);
const numbers = () => new Set(test.gateway.calls.map(({ refundNumber }) => refundNumber));

describe("a refund on its way", () => {
  it("is done when the gateway proves it", async () => {
    const payment = await test.sellPaid();
    const refund = await test.work(await test.giveBack(payment));
    expect(refund).toMatchObject({ status: "done", calls: 1, nextCheckAt: null });
    expect(await test.books(payment)).toEqual({ held: 12850n, refunded: 12850n });
    expect(await test.events(payment.orderId)).toEqual(
      expect.arrayContaining(["refund_wanted", "refund_sent", "refund_answered"]),
    );
  });

  it("is claimed at once when it is due since this very moment, wherever within a millisecond that is", async () => {
    const { refundId } = await test.work(await test.giveBack(await test.sellPaid()));
    const client = await test.shop.pool.connect();
    for (let turn = 0; turn < 20; turn++) {
      await client.query("begin");
      await client.query("update refund set next_check_at = now() where id = $1", [refundId]);
      expect(await run(client, claimRefund, [refundId, REFUND_CLAIM_MS])).toHaveLength(1);
      await client.query("rollback");
    }
    client.release();
  });

  it("R5 I12 F39 is asked about when the answer was lost, and repeated under the same number when nothing had moved", async () => {
    const payment = await test.sellPaid();
    test.gateway.refunds = [UNCLEAR, { kind: "done" }];
    test.gateway.refundQueries = [UNCLEAR, { kind: "not_done" }];
    const created = await test.giveBack(payment, { amount: "10" });
    const first = await test.work(created);
    expect(first).toMatchObject({ status: "checking", answer: "unclear" });
    expect(first.nextCheckAt?.getTime()).toBeGreaterThanOrEqual(first.now.getTime() + 9000);
    await test.makeDue(first.refundId);
    expect(await test.work(created)).toMatchObject({ status: "checking" });
    await test.makeDue(first.refundId);
    expect(await test.work(created)).toMatchObject({ status: "done", calls: 2 });
    expect(kinds()).toEqual(["refund", "refund_query", "refund_query", "refund"]);
    expect(numbers().size).toBe(1);
    expect(await test.books(payment)).toEqual({ held: 1000n, refunded: 1000n });
  });

  it("R5 is done when the question proves it, without a second call", async () => {
    const payment = await test.sellPaid();
    test.gateway.refunds = [UNCLEAR];
    test.gateway.refundQueries = [{ kind: "done" }];
    const created = await test.giveBack(payment);
    const { refundId } = await test.work(created);
    await test.makeDue(refundId);
    expect(await test.work(created)).toMatchObject({ status: "done" });
    expect(kinds()).toEqual(["refund", "refund_query"]);
  });

  it("I12 holds its money back while it is unclear, and frees it when it is refused", async () => {
    const payment = await test.sellPaid();
    test.gateway.refunds = [UNCLEAR];
    await test.work(await test.giveBack(payment, { amount: "100" }));
    expect(await test.books(payment)).toEqual({ held: 10000n, refunded: 0n });
    expect(await test.giveBack(payment, { amount: "20" })).toEqual({ kind: "refund_open" });
    test.gateway.refunds = [{ kind: "refused", reason: "window_over", code: "ACQ.TRADE_HAS_FINISHED", again: false }];
    const other = await test.sellPaid();
    expect(await test.work(await test.giveBack(other))).toMatchObject({ status: "refused", failure: "window_over" });
    expect(await test.books(other)).toEqual({ held: 0n, refunded: 0n });
  });

  it("R5 believes a refusal after a lost answer only when the gateway knows of nothing", async () => {
    const payment = await test.sellPaid();
    test.gateway.refunds = [UNCLEAR, { kind: "refused", reason: "too_much", code: "X", again: false }];
    test.gateway.refundQueries = [{ kind: "not_done" }, { kind: "done" }];
    const created = await test.giveBack(payment);
    const { refundId } = await test.work(created);
    await test.makeDue(refundId);
    expect(await test.work(created)).toMatchObject({ status: "done" });
  });

  it("tries again under the same number what was refused for a reason that may be gone", async () => {
    const payment = await test.sellPaid();
    test.gateway.refunds = [{ kind: "refused", reason: "balance", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH", again: true }];
    const refused = await test.work(await test.giveBack(payment));
    expect(refused).toMatchObject({ status: "refused", failure: "balance" });
    await test.makeDue(refused.refundId);
    await test.shop.pool.query("update refund set next_check_at = null where id = $1", [refused.refundId]);
    test.gateway.refunds = [{ kind: "done" }];
    const [again, twice] = await Promise.all([test.giveBack(payment), test.giveBack(payment)]);
    const results = [again, twice].toSorted((one) => (one.kind === "created" ? -1 : 1));
    expect(results[0]).toEqual({ kind: "created", refundId: refused.refundId });
    // The other manager finds it, or nothing that is left.
    expect(["existing", "amount_refused"]).toContain(results[1]?.kind);
    expect(await test.work({ kind: "created", refundId: refused.refundId })).toMatchObject({
      status: "done",
      failure: null,
    });
    expect(numbers().size).toBe(1);
    expect(await test.books(payment)).toEqual({ held: 12850n, refunded: 12850n });
  });

  it("F51 a second press of a new try finds it, whatever reason is given now", async () => {
    const payment = await test.sellPaid();
    test.gateway.refunds = [{ kind: "refused", reason: "balance", code: "X", again: true }, { kind: "done" }];
    const { refundId } = await test.work(await test.giveBack(payment, { amount: "5" }));
    const press = { clientKey: crypto.randomUUID(), amount: "5", reason: "Balance is there now" };
    expect(await test.giveBack(payment, press)).toEqual({ kind: "created", refundId });
    expect(await test.giveBack(payment, press)).toEqual({ kind: "existing", refundId });
  });

  it("keeps 3 seconds between two refunds of one payment", async () => {
    const payment = await test.sellPaid();
    await test.work(await test.giveBack(payment, { amount: "1" }));
    const two = await test.giveBack(payment, { amount: "2" });
    const second = await test.work(two);
    expect(second).toMatchObject({ status: "pending", calls: 0 });
    expect(second.nextCheckAt?.getTime()).toBeGreaterThan(second.now.getTime() + 2000);
    await test.makeDue(second.refundId);
    expect(await test.work(two)).toMatchObject({ status: "done" });
  });

  it("B43 knows every press for good: the first one's late repeat is the refund that was tried again", async () => {
    const payment = await test.sellPaid();
    const first = { clientKey: crypto.randomUUID(), amount: "40" };
    test.gateway.refunds = [{ kind: "refused", reason: "balance", code: "X", again: true }, { kind: "done" }];
    const { refundId } = await test.work(await test.giveBack(payment, first));
    await test.rest(payment);
    expect(await test.work(await test.giveBack(payment, { amount: "40" }))).toMatchObject({ refundId, status: "done" });
    expect(await test.giveBack(payment, first)).toEqual({ kind: "existing", refundId });
    expect(await test.books(payment)).toEqual({ held: 4000n, refunded: 4000n });
  });

  it("R5 ends a refund whose money went back on another way, once its number is answered in vain", async () => {
    const payment = await test.sellPaid();
    test.gateway.refunds = [{ kind: "unclear", why: "ACQ.TRADE_STATUS_ERROR" }];
    test.gateway.queries = [found("closed")];
    const created = await test.giveBack(payment);
    for (let round = 0; round < 3; round++) {
      const { refundId } = await test.work(created);
      await test.makeDue(refundId);
    }
    const ended = { status: "refused", failure: "too_much", failureCode: "ACQ.TRADE_STATUS_ERROR" };
    expect("refundId" in created && (await test.refund(created.refundId))).toMatchObject(ended);
  });

  it("F5 I17 is found by the next claim when whoever sent it died", async () => {
    const payment = await test.sellPaid();
    const created = await test.giveBack(payment);
    const gone = Promise.withResolvers<{ kind: "done" }>();
    test.gateway.refunds = [gone.promise, { kind: "done" }];
    test.gateway.refundQueries = [{ kind: "done" }];
    const dying = test.work(created);
    await expect.poll(kinds).toEqual(["refund"]);
    if (!("refundId" in created)) throw new Error("not created");
    await test.makeDue(created.refundId);
    await runRefundIfDue(test.shop, created.refundId);
    expect(await test.refund(created.refundId)).toMatchObject({ status: "done" });
    gone.resolve({ kind: "done" });
    await dying;
    expect(await test.books(payment)).toEqual({ held: 12850n, refunded: 12850n });
  });

  it("settles late money that went back whole", async () => {
    const payment = await test.sellPaid();
    await test.shop.prisma.order.update({ where: { id: payment.orderId }, data: { anomaly: "paid_late" } });
    await test.work(await test.giveBack(payment, { amount: "100" }));
    expect((await test.payment(payment.orderId)).resolvedAt).toBeNull();
    await test.rest(payment);
    await test.work(await test.giveBack(payment, { amount: "28.50" }));
    expect((await test.payment(payment.orderId)).resolvedAt).not.toBeNull();
  });
});

describe("refunds that the gateway cannot be asked about", () => {
  let intl: RefundShop;
  beforeAll(async () => {
    intl = await openRefundShop("intl");
  });
  afterAll(() => intl.close());

  it("R5 I12 believes no refusal of a repeat that says nothing of the lost call before it", async () => {
    const payment = await intl.sellPaid();
    const keys = { kind: "refused", reason: "keys", code: "HAS_NO_PRIVILEGE", again: true } as const;
    intl.gateway.refunds = [UNCLEAR, keys, { kind: "refused", reason: "too_much", code: "X", again: false }];
    const created = await intl.giveBack(payment, { amount: "100" });
    const { refundId } = await intl.work(created);
    await intl.makeDue(refundId);
    expect(await intl.work(created)).toMatchObject({ status: "checking", calls: 2 });
    await intl.makeDue(refundId);
    intl.gateway.queries = [found("closed")];
    expect(await intl.work(created)).toMatchObject({ status: "done", calls: 3 });
  });
});

describe("money of the same day on the legacy interface", () => {
  let mapi: RefundShop;
  beforeAll(async () => {
    mapi = await openRefundShop("mapi");
  });
  afterAll(() => mapi.close());
  beforeEach(() => {
    Object.assign(mapi.gateway, { refunds: [], cancels: [], queries: [] });
    mapi.gateway.calls.length = 0;
  });
  const mapiKinds = () => mapi.gateway.calls.map(({ kind }) => kind);

  it("P14 I11 goes back whole by a cancel that follows a query directly", async () => {
    const payment = await mapi.sellPaid();
    mapi.gateway.queries = [found("paid")];
    mapi.gateway.cancels = [{ kind: "refunded" }];
    expect(await mapi.work(await mapi.giveBack(payment))).toMatchObject({ status: "done", way: "cancel" });
    expect(mapiKinds()).toEqual(["query", "cancel"]);
    expect(await mapi.books(payment)).toEqual({ held: 12850n, refunded: 12850n });
  });

  it("P14 goes back by a refund when it is a part, or of another day", async () => {
    const part = await mapi.sellPaid();
    expect(
      await mapi
        .giveBack(part, { amount: "1" })
        .then(async (made) => "refundId" in made && (await mapi.refund(made.refundId)).way),
    ).toBe("refund");
    const old = await mapi.sellPaid();
    await mapi.shop.pool.query("update payment_attempt set created_at = created_at - interval '2 days' where id = $1", [
      old.attemptId,
    ]);
    expect(
      await mapi.giveBack(old).then(async (made) => "refundId" in made && (await mapi.refund(made.refundId)).way),
    ).toBe("refund");
  });

  it("P14 a lost answer of the cancel is found in the trade, and a refused cancel becomes a refund of the same number", async () => {
    const payment = await mapi.sellPaid();
    mapi.gateway.queries = [found("paid"), found("closed")];
    mapi.gateway.cancels = [UNCLEAR];
    const lost = await mapi.giveBack(payment);
    const checking = await mapi.work(lost);
    expect(checking).toMatchObject({ status: "checking", way: "cancel" });
    await mapi.makeDue(checking.refundId);
    expect(await mapi.work(lost)).toMatchObject({ status: "done" });

    const other = await mapi.sellPaid();
    mapi.gateway.queries = [found("paid")];
    mapi.gateway.cancels = [{ kind: "refused", code: "TRADE_CANCEL_TIME_OUT" }];
    const refused = await mapi.work(await mapi.giveBack(other));
    expect(refused).toMatchObject({ way: "refund" });
    expect(await mapi.books(other)).toMatchObject({ held: 12850n });
  });
});
