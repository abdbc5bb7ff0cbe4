import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { DisplayInput } from "./commands.ts";
import { assign } from "./sql/manage-displays.ts";

/** Lets a display of the store show this register, and no other one any more (D9). False for those who may not. */
export async function assignDisplay(shop: Shop, userId: string, input: DisplayInput): Promise<boolean> {
  const [moved] = await run(shop.pool, assign, [userId, input.registerId, input.displayId]);
  if (!moved) return false;
  // The stream of the old register ends at this hint, and the display asks anew where it belongs.
  for (const registerId of new Set([moved.before, input.registerId])) shop.hints.publish({ registerId, orderId: null });
  return true;
}
