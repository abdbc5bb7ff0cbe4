import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { may } from "../roles.ts";
import { reopenPin } from "../sql/pin.ts";
import { type PinRefusal, verifyPin } from "../verify-pin.ts";

export type OpenPinInput = { userId: string; approverId: string; pin: string };
export type OpenPinResult = { kind: "opened" } | PinRefusal;

/** Lets a person try again who was wrong ten times: a manager of the till's store says so with the own PIN (T10). */
export async function openPin(
  shop: Shop,
  { deviceId, address }: { deviceId: string; address: string | null },
  { userId, approverId, pin }: OpenPinInput,
): Promise<OpenPinResult> {
  const result = await verifyPin(shop, { deviceId, address, userId: approverId, pin });
  if (result.kind !== "right") return result;
  if (!may(result.user, "approve") || approverId === userId) return { kind: "none" };
  await run(shop.pool, reopenPin, [userId, result.user.storeId, approverId, deviceId, address]);
  log("info", "pin_opened", { user: userId, approver: approverId, device: deviceId });
  return { kind: "opened" };
}
