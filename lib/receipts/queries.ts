import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { FindReceiptsResult } from "./commands.ts";
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
  return { kind: "found", receipts: (await run(shop.pool, readChoices, [orderId])).map(toChoice) };
}
