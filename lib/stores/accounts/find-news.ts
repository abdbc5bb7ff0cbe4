import { viewOrder } from "#lib/orders/queries.ts";
import type { Shop } from "#lib/process.ts";
import type { TestNewsInput, TestNewsResult } from "../manage/commands.ts";
import { whereMay } from "../manage/find-managed.ts";

/** What became of a test sale: whether it was paid, and whether Alipay's notice of it has come (T4). */
export async function findTestNews(
  shop: Shop,
  userId: string,
  { storeId, orderId }: TestNewsInput,
): Promise<TestNewsResult> {
  const order = await shop.prisma.order.findFirst({
    where: { id: orderId, storeId, store: await whereMay(shop.prisma, userId, "see_store") },
    select: { status: true },
  });
  if (!order) return { kind: "not_found" };
  const notice = await shop.prisma.notification.findFirst({ where: { orderId }, select: { id: true } });
  if (notice) return { kind: "noticed" };
  if (order.status === "paid") return { kind: "paid" };
  if (order.status !== "open") return { kind: "over" };
  return { kind: "open", order: await viewOrder(shop, userId, orderId), now: new Date().toISOString() };
}
