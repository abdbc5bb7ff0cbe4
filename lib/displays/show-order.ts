import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { show } from "./sql/manage-displays.ts";

/** The displays of its register show this order, until a newer sale begins. False for those who do not sell there. */
export async function showOrder(shop: Shop, userId: string, orderId: string): Promise<boolean> {
  const [shown] = await run(shop.pool, show, [userId, orderId]);
  if (shown) shop.hints.publish({ registerId: shown.registerId, orderId: null });
  return shown !== undefined;
}
