import type { Generation } from "#lib/payments/gateway.ts";
import { closeShop, openShop, type Shop } from "#lib/process.ts";
import { requestCode } from "../calls/request-code.ts";
import type { ChargeInput } from "../commands.ts";
import { createOrder } from "../create-order.ts";
import { findPayment } from "../queries.ts";
import type { PaymentRow } from "../sql/payment-row.ts";
import { type ScriptedGateway, scriptedGateway } from "./scripted-gateway.ts";

/** A shop with one store, two registers, a cashier, a stranger and a scripted gateway, on the test's own database. */
export type TestShop = {
  shop: Shop;
  gateway: ScriptedGateway;
  userId: string;
  strangerId: string;
  storeId: string;
  registerId: string;
  accountId: string;
  notifyToken: string;
  charge(change?: Partial<ChargeInput>, userId?: string): ReturnType<typeof createOrder>;
  /** A sale of 128.50 whose code is shown. */
  sell(): Promise<PaymentRow>;
  payment(orderId: string): Promise<PaymentRow>;
  /** A second code for the same sale. */
  addAttempt(sale: PaymentRow): Promise<PaymentRow>;
  events(orderId: string): Promise<string[]>;
  close(): Promise<void>;
};

export async function openTestShop(generation: Generation = "openapi"): Promise<TestShop> {
  const shop = openShop();
  const { prisma } = shop;
  const tag = crypto.randomUUID().slice(0, 8);
  const merchant = await prisma.merchant.create({ data: { code: `m-${tag}`, name: "Corner" } });
  const account = await prisma.gatewayAccount.create({
    data: {
      merchantId: merchant.id,
      code: `a-${tag}`,
      generation,
      practice: false,
      notifyToken: `token-${tag}`,
      versions: { create: { version: 1, settings: {}, sealed: new Uint8Array() } },
    },
  });
  const store = await prisma.store.create({
    data: {
      merchantId: merchant.id,
      code: `s-${tag}`,
      name: "Corner shop",
      practice: false,
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      registers: { create: { code: "1", name: "Till 1" } },
      accounts: { create: { currency: "CNY", accountId: account.id, maxAmount: 5_000_000n } },
    },
    include: { registers: true },
  });
  const user = (login: string) =>
    prisma.user.create({ data: { login: `${login}-${tag}`, name: login, passwordHash: "" } });
  const [cashier, stranger] = [await user("li"), await user("stranger")];
  await prisma.membership.create({ data: { userId: cashier.id, storeId: store.id, role: "cashier" } });
  const gateway = scriptedGateway(generation);
  shop.gateways.set(`${account.id}/1`, gateway);

  const registerId = store.registers[0]?.id ?? "";
  const payment = async (orderId: string): Promise<PaymentRow> => {
    const row = await findPayment(shop, cashier.id, orderId);
    if (!row) throw new Error(`no payment of order ${orderId}`);
    return row;
  };
  const charge = (change: Partial<ChargeInput> = {}, userId = cashier.id) =>
    createOrder(shop, userId, {
      registerId,
      clientKey: crypto.randomUUID(),
      currency: "CNY",
      amount: "128.50",
      lines: [],
      reference: "",
      ...change,
    });
  return {
    shop,
    gateway,
    userId: cashier.id,
    strangerId: stranger.id,
    storeId: store.id,
    registerId,
    accountId: account.id,
    notifyToken: account.notifyToken,
    charge,
    async sell() {
      const created = await charge();
      if (created.kind !== "created") throw new Error(`the sale was ${created.kind}`);
      await requestCode(shop, created.payment);
      return payment(created.payment.orderId);
    },
    payment,
    async addAttempt(sale) {
      const first = await prisma.paymentAttempt.findUniqueOrThrow({ where: { id: sale.attemptId } });
      const own = {
        id: crypto.randomUUID(),
        merchantNumber: crypto.randomUUID(),
        payToken: null,
        createdAt: new Date(),
      };
      const fresh = { status: "waiting", revision: 0, endReason: null, cancelSentAt: null, cancelAnswer: null };
      await prisma.paymentAttempt.create({ data: { ...first, ...own, ...fresh } });
      return payment(sale.orderId);
    },
    async events(orderId) {
      const events = await prisma.orderEvent.findMany({ where: { orderId }, orderBy: { id: "asc" } });
      return events.map(({ kind }) => kind);
    },
    close: () => closeShop(shop),
  };
}
