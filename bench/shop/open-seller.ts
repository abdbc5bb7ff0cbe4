import path from "node:path";
import { requestCode } from "#lib/orders/calls/request-code.ts";
import { createOrder } from "#lib/orders/create-order.ts";
import { findPayment } from "#lib/orders/queries.ts";
import { processShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import type { Sale } from "./bench-shop.ts";
import { copySale } from "./copy-sale.ts";
import { openSigner } from "./open-signer.ts";
import { REGISTERS, SCREENS, STORE_FILE } from "./store-file.ts";

const AT_ONCE = 4;

export type Seller = Awaited<ReturnType<typeof openSeller>>;

/** The bench's store in the shop of this process, and a cashier at its registers. */
export async function openSeller(dataDir: string) {
  const shop = processShop();
  const { prisma } = shop;
  const applied = await applyStoreFile(shop, STORE_FILE, String);
  if (applied.kind !== "applied") throw new Error(`the store was refused: ${JSON.stringify(applied.problems)}`);

  const store = await prisma.store.findUniqueOrThrow({ where: { code: "bench" }, include: { registers: true } });
  const account = await prisma.gatewayAccount.findUniqueOrThrow({ where: { code: "practice-openapi" } });
  const cashier = await prisma.user.findUniqueOrThrow({ where: { login: SCREENS.login } });
  const sign = openSigner(path.join(dataDir, "simulator"));
  const registerIds = store.registers.map(({ id }) => id);

  let made = 0;

  /** Stores a sale and no more. Its own reference: equal sales of one buyer would be possible doubles (P13). */
  async function keepSale(registerId: string) {
    made++;
    const sale = { registerId, clientKey: crypto.randomUUID(), lines: [], reference: String(made) };
    const created = await createOrder(shop, cashier.id, { ...sale, currency: "CNY", amount: "88.88" });
    if (created.kind !== "created") throw new Error(`the sale was ${created.kind}`);
    return created.payment;
  }

  async function sell(registerId: string) {
    const stored = await keepSale(registerId);
    await requestCode(shop, stored);
    const payment = await findPayment(shop, cashier.id, stored.orderId);
    if (payment?.status !== "waiting") throw new Error(`the sale is ${payment?.status}, not waiting`);
    return payment;
  }

  return {
    shop,
    store,
    registerIds,
    accountId: account.id,
    cashierId: cashier.id,
    token: account.notifyToken,
    createOrder: () => keepSale(registerIds[0] ?? ""),
    /** Through the use cases and the practice gateway, in turn at each register. */
    async sell(count: number): Promise<Sale[]> {
      const places = Array.from({ length: count }, (_, at) => registerIds[at % REGISTERS] ?? "").values();
      const sales: Sale[] = [];
      const work = async () => {
        for (const registerId of places) {
          const { orderId, merchantNumber } = await sell(registerId);
          sales.push({ orderId, notice: sign(merchantNumber) });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return sales;
    },
    /** Sales that wait like a real one; the worker leaves them alone. */
    copies: async (count: number) => copySale(shop, (await sell(registerIds[0] ?? "")).orderId, count),
    sign,
    countPaid: (orderIds: readonly string[]) =>
      prisma.order.count({ where: { id: { in: [...orderIds] }, status: "paid" } }),
  };
}
