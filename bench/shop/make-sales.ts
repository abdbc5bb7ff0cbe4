// Makes sales through the use cases and the practice gateway, in a process of its own: the measuring one stays quiet.
import path from "node:path";
import { startPayment } from "#lib/orders/checks/run-checks.ts";
import { createOrder } from "#lib/orders/create-order.ts";
import { findPayment } from "#lib/orders/queries.ts";
import { closeShop, processShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import type { Sale, Word } from "./bench-shop.ts";
import { openSigner } from "./open-signer.ts";
import { REGISTERS, SCREENS, STORE_FILE } from "./store-file.ts";

const AT_ONCE = 4;

const { dataDir }: { dataDir: string } = JSON.parse(process.argv[2] ?? "");
const shop = processShop();
const applied = await applyStoreFile(shop, STORE_FILE, String);
if (applied.kind !== "applied") throw new Error(`the store was refused: ${JSON.stringify(applied.problems)}`);

const { prisma } = shop;
const store = await prisma.store.findUniqueOrThrow({ where: { code: "bench" }, include: { registers: true } });
const account = await prisma.gatewayAccount.findUniqueOrThrow({ where: { code: "practice-openapi" } });
const cashier = await prisma.user.findUniqueOrThrow({ where: { login: SCREENS.login } });
const sign = openSigner(path.join(dataDir, "simulator"));
const registerIds = store.registers.map(({ id }) => id);

async function sell(registerId: string): Promise<Sale> {
  const input = {
    registerId,
    clientKey: crypto.randomUUID(),
    currency: "CNY",
    amount: "88.88",
    lines: [],
    reference: "",
  };
  const created = await createOrder(shop, cashier.id, input);
  if (created.kind !== "created") throw new Error(`the sale was ${created.kind}`);
  await startPayment(shop, created.attemptId);
  const payment = await findPayment(shop, cashier.id, created.orderId);
  if (payment?.status !== "waiting") throw new Error(`the sale is ${payment?.status}, not waiting`);
  return { orderId: payment.orderId, notice: sign(payment.merchantNumber) };
}

/** In turn at each register. */
async function sellMany(count: number): Promise<Sale[]> {
  const places = Array.from({ length: count }, (_, at) => registerIds[at % REGISTERS] ?? "").values();
  const sales: Sale[] = [];
  const work = async () => {
    for (const registerId of places) sales.push(await sell(registerId));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sales;
}

process.on("message", async (word: Word) => {
  const answer =
    word.kind === "sell"
      ? await sellMany(word.count)
      : await prisma.order.count({ where: { id: { in: word.orderIds }, status: "paid" } });
  process.send?.(answer);
});
process.once("disconnect", () => void closeShop(shop));
process.send?.({ registerIds, token: account.notifyToken });
