import type { Viewer } from "#lib/auth/find-viewer.ts";
import { run } from "#lib/db/statement.ts";
import { readHealth } from "#lib/health/read-health.ts";
import type { Shop } from "#lib/process.ts";
import type { PaymentRow } from "./sql/payment-row.ts";
import { readPaymentById, readPaymentForUser } from "./sql/read-payment.ts";
import { type FactsRow, readFacts, readOrder, readRegister } from "./sql/read-views.ts";
import { toView } from "./to-view.ts";
import type { GatewayHealth, OrderView, RegisterFacts, RegisterView } from "./view.ts";

/** What the till of a register shows, or null for those who may not see it. */
export async function viewRegister(shop: Shop, viewer: Viewer, registerId: string): Promise<RegisterView | null> {
  const whose = [registerId, viewer.userId, viewer.deviceId];
  const [rows, facts] = await Promise.all([run(shop.pool, readRegister, whose), viewFacts(shop, whose)]);
  return facts && { now: new Date().toISOString(), orders: rows.map(toView), facts };
}

async function viewFacts(shop: Shop, whose: unknown[]): Promise<RegisterFacts | null> {
  const [row] = await run(shop.pool, readFacts, whose);
  if (!row) return null;
  return toFacts(row, row.accountId === null ? null : await readHealth(shop, row.accountId, row.storeId));
}

const toFacts = (
  { requireShift, shiftId, openedAt, heldBy }: FactsRow,
  health: GatewayHealth | null,
): RegisterFacts => ({
  requireShift,
  health,
  shift: shiftId === null ? null : { id: shiftId, openedAt: openedAt.toISOString(), heldBy },
});

/** One order, or null when there is none in the user's stores. */
export async function viewOrder(shop: Shop, userId: string, orderId: string): Promise<OrderView | null> {
  const [row] = await run(shop.pool, readOrder, [orderId, userId]);
  return row ? toView(row) : null;
}

/** The newest attempt of an order in a store where the user sells, or null. */
export async function findPayment(shop: Shop, userId: string, orderId: string): Promise<PaymentRow | null> {
  const [row] = await run(shop.pool, readPaymentForUser, [orderId, userId]);
  return row ?? null;
}

/** The payment as it is now, by the clock as it is now: that is what the answer to a call meets, for a call takes its time. */
export async function reread(shop: Shop, asked: PaymentRow): Promise<PaymentRow> {
  const [payment = asked] = await run(shop.pool, readPaymentById, [asked.attemptId]);
  return payment;
}
