import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { revokeDeviceRow } from "./sql/write-device.ts";

/** Shuts a till or a display out: its next question is refused, and its stream ends with the next look at it (T12). */
export async function revokeDevice(
  shop: Shop,
  doer: Doer,
  deviceId: string,
): Promise<{ kind: "revoked" | "not_found" }> {
  const [device] = await run(shop.pool, revokeDeviceRow, [deviceId, doer.userId, ...doerValues(doer)]);
  if (!device) return { kind: "not_found" };
  log("info", "device_revoked", { device: deviceId, user: doer.userId });
  if (device.registerId !== null) shop.hints.publish({ registerId: device.registerId, orderId: null });
  return { kind: "revoked" };
}
