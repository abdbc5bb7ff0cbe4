import type { Staff } from "#lib/auth/find-staff.ts";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";

export type Move = { storeId: string; cashierId: string; currency: string; minor: bigint; at: Date };
export type Payment = { attemptId: string; orderId: string; currency: string };

/** Stores whose payments and refunds are written down as having moved whenever a test wants, seen by a manager of all of them. */
export type MovingShop = TestShop & {
  manager(): Promise<Staff>;
  addStore(zone: { timeZone: string; dayStartMinute: number; practice?: boolean }): Promise<string>;
  hire(name: string): Promise<string>;
  /** `scanSeconds`: how long before the payment its scan was seen. `of`: a second payment of the same sale. */
  pay(move: Move, more?: { scanSeconds?: number; of?: Payment }): Promise<Payment>;
  giveBack(payment: Payment, move: Pick<Move, "cashierId" | "minor" | "at">): Promise<void>;
};

export async function openMovingShop(): Promise<MovingShop> {
  const test = await openTestShop();
  const { shop, userId, accountId, storeId: firstId } = test;
  const { prisma, pool } = shop;
  const { merchantId } = await prisma.store.findUniqueOrThrow({ where: { id: firstId } });
  await prisma.membership.deleteMany({ where: { userId } });
  const registers = new Map<string, string>();

  const insertAttempt = async ({ currency, minor, at }: Move, orderId: string): Promise<string> => {
    const id = crypto.randomUUID();
    const sale = { id, orderId, accountId, credentialVersion: 1, merchantNumber: id, amount: minor, currency };
    const state = { status: "waiting", statusSince: at, codeEndsAt: at, nextCheckAt: at };
    await prisma.paymentAttempt.create({ data: { ...sale, ...state, subject: "Sale", codeLifeMinutes: 3 } });
    return id;
  };
  return {
    ...test,
    manager: () => staffOf(shop, userId),
    async addStore({ practice = false, ...zone }) {
      const code = crypto.randomUUID();
      const register = { create: { code: "1", name: "Till 1" } };
      const data = {
        merchantId,
        code,
        name: `Shop ${zone.timeZone}`,
        currency: "EUR",
        practice,
        ...zone,
        registers: register,
      };
      const store = await prisma.store.create({ data, include: { registers: true } });
      registers.set(store.id, store.registers[0]?.id ?? "");
      await prisma.membership.create({ data: { userId, storeId: store.id, role: "manager" } });
      return store.id;
    },
    async hire(name) {
      return (await prisma.user.create({ data: { login: crypto.randomUUID(), name, passwordHash: "" } })).id;
    },
    async pay(move, { scanSeconds, of } = {}) {
      const { storeId, cashierId, currency, minor, at } = move;
      const orderId = of?.orderId ?? crypto.randomUUID();
      if (!of) {
        const place = { storeId, registerId: registers.get(storeId) ?? "", cashierId, clientKey: crypto.randomUUID() };
        const sale = { id: orderId, amount: minor, currency, lines: [], status: "open", createdAt: at };
        await prisma.order.create({ data: { ...place, ...sale } });
      }
      const attemptId = await insertAttempt(move, orderId);
      if (scanSeconds !== undefined) {
        const scanned = { kind: "queried", actor: "system", data: { from: "waiting", to: "scanned" } };
        await prisma.orderEvent.create({
          data: { orderId, attemptId, ...scanned, at: new Date(at.getTime() - scanSeconds * 1000) },
        });
      }
      await pool.query(
        "update payment_attempt set status = 'paid', trade_number = id, status_since = $2, next_check_at = null where id = $1",
        [attemptId, at],
      );
      await pool.query("update shop_order set status = 'paid', paid_at = $2 where id = $1", [orderId, at]);
      return { attemptId, orderId, currency };
    },
    async giveBack({ attemptId, currency }, { cashierId, minor, at }) {
      const id = crypto.randomUUID();
      const wish = { id, attemptId, clientKey: id, refundNumber: id, amount: minor, currency, reason: "Returned" };
      const state = { way: "refund", status: "pending", statusSince: at, nextCheckAt: at, askedById: cashierId };
      await prisma.refund.create({ data: { ...wish, ...state } });
      await pool.query("update refund set status = 'done', status_since = $2, next_check_at = null where id = $1", [
        id,
        at,
      ]);
    },
  };
}
