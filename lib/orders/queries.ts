import type { Viewer } from "#lib/auth/find-viewer.ts";
import { run } from "#lib/db/statement.ts";
import { readHealth } from "#lib/health/read-health.ts";
import { parseMoney, toMoneyText } from "#lib/money/money.ts";
import type { Shop } from "#lib/process.ts";
import type { PaymentRow } from "./sql/payment-row.ts";
import { readPaymentById, readPaymentForUser } from "./sql/read-payment.ts";
import {
  type FactsRow,
  listOrders,
  readFacts,
  readOrder,
  readRegister,
  sumOrders,
  type ViewRow,
} from "./sql/read-views.ts";
import { toRow, toView } from "./to-view.ts";
import type { GatewayHealth, OrderPage, OrderView, RegisterFacts, RegisterView, TillState } from "./view.ts";

const PAGE = 50;

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

export type OrderFilter = {
  storeId: string | null;
  /** Practice sales and real ones never stand in one list, nor in one sum (C17). */
  practice: boolean;
  from: Date | null;
  until: Date | null;
  state: TillState | null;
  search: string | null;
  /** The last row of the page before, as `olderThan` named it. */
  olderThan: string | null;
};

/** The manager's list, newest first, with the sums of everything that matches. */
export async function findOrders(shop: Shop, userId: string, filter: OrderFilter): Promise<OrderPage> {
  const conditions = [
    userId,
    filter.storeId,
    filter.from,
    filter.until,
    filter.search === null ? null : escapeLike(filter.search),
    filter.search === null ? null : searchedAmounts(filter.search),
    filter.state,
    filter.practice,
  ];
  const [at, id] = filter.olderThan?.split("_") ?? [null, null];
  const [rows, sums] = await Promise.all([
    run(shop.pool, listOrders, [...conditions, at, id, PAGE + 1]),
    run(shop.pool, sumOrders, conditions),
  ]);
  const page = rows.slice(0, PAGE);
  return {
    rows: page.map(toRow),
    totals: sums.map(({ currency, count, paid, refunded }) => ({
      currency,
      count: Number(count),
      paid: toMoneyText({ minor: paid, currency }),
      refunded: toMoneyText({ minor: refunded, currency }),
      net: toMoneyText({ minor: paid - refunded, currency }),
    })),
    olderThan: rows.length > PAGE ? cursor(page.at(-1)) : null,
  };
}

const cursor = (row: ViewRow | undefined): string | null =>
  row ? `${row.createdAt.toISOString()}_${row.orderId}` : null;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** "128.5" finds what is written so in its currency: the amount in one without, with two and with three decimals. */
const searchedAmounts = (search: string): (bigint | null)[] =>
  ["JPY", "CNY", "KWD"].map((currency) => {
    const parsed = parseMoney(search, currency);
    return parsed.ok ? parsed.money.minor : null;
  });
