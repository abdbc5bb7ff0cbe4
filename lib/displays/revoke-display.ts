import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import type { DisplayInput } from "./commands.ts";
import { revoke } from "./sql/manage-displays.ts";

/** Shuts a display of the register's store out for good. False for those who may not, and when there is none. */
export async function revokeDisplay(shop: Shop, doer: Doer, input: DisplayInput): Promise<boolean> {
  const { registerId, displayId } = input;
  const [revoked] = await run(shop.pool, revoke, [doer.userId, registerId, displayId, ...doerValues(doer)]);
  if (!revoked) return false;
  log("info", "display_revoked", { display: displayId, register: revoked.registerId, by: doer.userId });
  shop.hints.publish({ registerId: revoked.registerId, orderId: null });
  return true;
}
