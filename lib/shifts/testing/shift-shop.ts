import { run } from "#lib/db/statement.ts";
import { askGateway } from "#lib/orders/calls/ask-gateway.ts";
import { requestCode } from "#lib/orders/calls/request-code.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { readPaymentById } from "#lib/orders/sql/read-payment.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { openRefundShop, type RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { by } from "#lib/testing/by.ts";
import { closeShift } from "../close-shift.ts";
import { openShift } from "../open-shift.ts";
import { readReport, readShift } from "../read-shift.ts";
import type { ShiftReport, ShiftView } from "../view.ts";

type OpenView = Extract<ShiftView, { kind: "open" }>;

/** A refund shop that works in shifts: the user is a manager, Wang and Zhao are cashiers. */
export type ShiftShop = RefundShop & {
  wangId: string;
  zhaoId: string;
  open(userId?: string): Promise<string>;
  /** Charges and shows the code. */
  show(amount: string, userId?: string): Promise<PaymentRow>;
  pay(sale: PaymentRow): Promise<PaymentRow>;
  sellFor(amount: string, userId?: string): Promise<PaymentRow>;
  /** A sale whose first code was paid after its second one; the first payment of the two. */
  sellTwice(amount: string): Promise<PaymentRow>;
  /** Gives money back at the till of the register; with `outside` where no shift is known. */
  refundFor(sale: PaymentRow, amount: string, wish?: { outside?: boolean }): Promise<string>;
  /** X as it is now. */
  x(): Promise<OpenView>;
  /** Closes what is certain; the Z report. */
  closeAll(shiftId: string, userId?: string): Promise<ShiftReport>;
  z(shiftId: string): Promise<ShiftReport>;
  /** Sums of the register's own tables: paid less given back, of all that a report may count. */
  ledger(): Promise<bigint>;
};

export async function openShiftShop(generation: Generation = "openapi"): Promise<ShiftShop> {
  const test = await openRefundShop(generation);
  const { shop, gateway, userId, storeId, registerId } = test;
  const cashier = async (name: string): Promise<string> => {
    const { id } = await shop.prisma.user.create({
      data: { login: `${name.toLowerCase()}-${storeId}`, name, passwordHash: "" },
    });
    await shop.prisma.membership.create({ data: { userId: id, storeId, role: "cashier" } });
    return id;
  };
  const [wangId, zhaoId] = [await cashier("Wang"), await cashier("Zhao")];

  const show = async (amount: string, who = userId): Promise<PaymentRow> => {
    const created = await test.charge({ amount }, who);
    if (created.kind !== "created") throw new Error(`the sale was ${created.kind}`);
    await requestCode(shop, created.payment);
    return test.payment(created.payment.orderId);
  };
  const pay = async (sale: PaymentRow): Promise<PaymentRow> => {
    gateway.queries = [
      found("paid", { tradeNumber: `T${sale.attemptId}`, amount: { minor: sale.amount, currency: sale.currency } }),
    ];
    const [now = sale] = await run(shop.pool, readPaymentById, [sale.attemptId]);
    const { row } = await askGateway(shop, now, "system");
    gateway.queries = [];
    return row;
  };
  const z = async (shiftId: string): Promise<ShiftReport> => {
    const stored = await readReport(shop, userId, shiftId);
    if (!stored) throw new Error("there is no such report");
    return stored.report;
  };
  return {
    ...test,
    ...{ wangId, zhaoId, show, pay, z },
    async open(who = userId) {
      const opened = await openShift(shop, { userId: who, deviceId: null }, registerId);
      if (!("shiftId" in opened)) throw new Error(`the shift was ${opened.kind}`);
      return opened.shiftId;
    },
    sellFor: async (amount, who) => pay(await show(amount, who)),
    async sellTwice(amount) {
      const first = await show(amount);
      await shop.pool.query("update payment_attempt set status = 'closed' where id = $1", [first.attemptId]);
      const paid = await pay(await test.addAttempt(first));
      await pay(first);
      return paid;
    },
    async refundFor(sale, amount, { outside = false } = {}) {
      await test.rest(sale);
      const created = await test.giveBack(sale, { amount });
      if (!("refundId" in created)) throw new Error(`the refund was ${created.kind}`);
      // As when it was asked for while nobody had a shift.
      if (outside) await shop.pool.query("update refund set shift_id = null where id = $1", [created.refundId]);
      await test.work(created);
      return created.refundId;
    },
    async x() {
      const view = await readShift(shop, userId, registerId);
      if (view?.kind !== "open") throw new Error("no shift is open");
      return view;
    },
    async closeAll(shiftId, who = userId) {
      const closed = await closeShift(shop, by(who), { shiftId, note: "", left: [] });
      if (closed.kind !== "closed") throw new Error(`the close was ${closed.kind}`);
      return z(shiftId);
    },
    async ledger() {
      const { rows } = await shop.pool.query<{ net: bigint }>(
        `select (coalesce((select sum(a.amount) from payment_attempt a join shop_order o on o.id = a.order_id
             where a.status = 'paid' and o.register_id = $1 and o.shift_id is not null), 0)
           - coalesce((select sum(r.amount) from refund r join payment_attempt a on a.id = r.attempt_id
             join shop_order o on o.id = a.order_id
             where r.status = 'done' and o.register_id = $1 and (o.shift_id is not null or r.shift_id is not null)), 0))::bigint as net`,
        [registerId],
      );
      return rows[0]?.net ?? 0n;
    },
  };
}
