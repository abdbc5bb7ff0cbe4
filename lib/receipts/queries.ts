import { run } from "#lib/db/statement.ts";
import { viewOrder } from "#lib/orders/queries.ts";
import type { Shop } from "#lib/process.ts";
import type { FindCodeResult, FindReceiptsResult } from "./commands.ts";
import { receiptUrl } from "./make-url.ts";
import { readChoices, readOwnOrder } from "./sql/read-choices.ts";
import { readReceipt } from "./sql/read-receipt.ts";
import { toChoice, toReceipt } from "./to-view.ts";
import type { ReceiptView } from "./view.ts";

/** 128 bits in hexadecimal. */
const TOKEN = /^[0-9a-f]{32}$/;

/** What a receipt says now, or null for an address that was never given out. Wrong and malformed ones cost the same question. */
export async function viewReceipt(shop: Shop, token: string): Promise<ReceiptView | null> {
  const [row] = await run(shop.pool, readReceipt, [TOKEN.test(token) ? token : ""]);
  return row ? toReceipt(row, receiptUrl({ token, practice: row.practice })) : null;
}

/** The receipts that an order of one of the user's stores has. */
export async function findReceipts(shop: Shop, userId: string, orderId: string): Promise<FindReceiptsResult> {
  const [own] = await run(shop.pool, readOwnOrder, [orderId, userId]);
  if (!own) return { kind: "not_found" };
  const { paperWidth } = own;
  return { kind: "found", paperWidth, receipts: (await run(shop.pool, readChoices, [orderId])).map(toChoice) };
}

/** The code that can be paid now, for paper. */
export async function findCode(shop: Shop, userId: string, orderId: string): Promise<FindCodeResult> {
  const [[own], order] = await Promise.all([
    run(shop.pool, readOwnOrder, [orderId, userId]),
    viewOrder(shop, userId, orderId),
  ]);
  if (!own || !order) return { kind: "not_found" };
  if (order.code === null || Date.parse(order.code.endsAt) <= Date.now()) return { kind: "gone" };
  const { paperWidth, ...store } = own;
  const { practice, amount, generation } = order;
  const { endsAt, text, ownText } = order.code;
  return { kind: "found", paperWidth, code: { practice, store, amount, generation, endsAt, text, ownText } };
}
