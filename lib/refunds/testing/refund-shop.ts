import { randomBytes } from "node:crypto";
import type { Doer } from "#lib/actor.ts";
import { hashPin } from "#lib/auth/pin.ts";
import type { Role } from "#lib/auth/roles.ts";
import { run } from "#lib/db/statement.ts";
import { askGateway } from "#lib/orders/calls/ask-gateway.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { by } from "#lib/testing/by.ts";
import type { RefundInput, RefundOrderResult } from "../commands.ts";
import { refundOrder } from "../refund-order.ts";
import { runRefundIfDue } from "../run-refunds.ts";
import { readRefund } from "../sql/read-refund.ts";
import type { RefundRow } from "../sql/refund-row.ts";

type Limits = { currency?: string; perRefund?: bigint; perDay?: bigint; ownSalesOnly?: boolean; windowHours?: number };

/** A test shop whose cashier is a manager, with paid sales of 128.50 to give back. */
export type RefundShop = TestShop & {
  sellPaid(): Promise<PaymentRow>;
  giveBack(payment: PaymentRow, change?: Partial<RefundInput>, asker?: Partial<Doer>): Promise<RefundOrderResult>;
  /** Somebody new at the store, of a fixed role or a copy of one. */
  hire(role: string, pin?: string): Promise<string>;
  /** What a role may give back alone. */
  limit(role: Role, limits: Limits): Promise<void>;
  /** The id of a till that was let in. */
  letTillIn(): Promise<string>;
  /** The refund after it was worked while due. */
  work(result: RefundOrderResult): Promise<RefundRow>;
  refund(refundId: string): Promise<RefundRow>;
  /** Time passes: the refund is due, and its payment rests since long. */
  makeDue(refundId: string): Promise<void>;
  /** Time passes: the payment may be refunded once more. */
  rest(payment: PaymentRow): Promise<void>;
  books(payment: PaymentRow): Promise<{ held: bigint; refunded: bigint }>;
};

export async function openRefundShop(generation: Generation = "openapi"): Promise<RefundShop> {
  const test = await openTestShop(generation);
  const { shop, gateway, userId, storeId } = test;
  await shop.prisma.membership.update({ where: { userId_storeId: { userId, storeId } }, data: { role: "manager" } });
  const refund = async (refundId: string): Promise<RefundRow> => {
    const [row] = await run(shop.pool, readRefund, [refundId]);
    if (!row) throw new Error(`no refund ${refundId}`);
    return row;
  };
  return {
    ...test,
    refund,
    async sellPaid() {
      const sold = await test.sell();
      gateway.queries = [found("paid", { tradeNumber: `T${sold.attemptId}` })];
      const { row: paid } = await askGateway(shop, sold, "system");
      gateway.queries = [];
      gateway.calls.length = 0;
      return paid;
    },
    giveBack: (payment, change = {}, asker = {}) =>
      refundOrder(
        shop,
        { ...by(userId), ...asker },
        {
          orderId: payment.orderId,
          registerId: test.registerId,
          clientKey: crypto.randomUUID(),
          amount: "128.50",
          reason: "Returned goods",
          ...change,
        },
      ),
    async hire(role, pin) {
      const login = crypto.randomUUID();
      const { id } = await shop.prisma.user.create({ data: { login, name: login, passwordHash: "" } });
      const pinHash = pin === undefined ? null : new Uint8Array(await hashPin(pin, storeId));
      await shop.prisma.membership.create({ data: { userId: id, storeId, role, pinHash } });
      return id;
    },
    async limit(role, limits) {
      await shop.prisma.refundLimit.deleteMany({ where: { storeId, role } });
      await shop.prisma.refundLimit.create({ data: { storeId, role, currency: "CNY", ...limits } });
    },
    async letTillIn() {
      const place = { storeId, registerId: test.registerId };
      const data = { ...place, kind: "till", name: "Counter", tokenHash: new Uint8Array(randomBytes(32)) };
      return (await shop.prisma.device.create({ data })).id;
    },
    async work(result) {
      if (!("refundId" in result)) throw new Error(`the refund was ${result.kind}`);
      await runRefundIfDue(shop, result.refundId);
      return refund(result.refundId);
    },
    async makeDue(refundId) {
      await shop.pool.query("update refund set next_check_at = now() where id = $1", [refundId]);
      await shop.pool.query(
        "update payment_attempt set refund_sent_at = refund_sent_at - interval '1 minute' where id = (select attempt_id from refund where id = $1)",
        [refundId],
      );
    },
    async rest({ attemptId }) {
      await shop.pool.query("update payment_attempt set refund_sent_at = null where id = $1", [attemptId]);
    },
    async books(payment) {
      const row = await shop.prisma.paymentAttempt.findUniqueOrThrow({ where: { id: payment.attemptId } });
      return { held: row.refundHeld, refunded: row.refunded };
    },
  };
}
