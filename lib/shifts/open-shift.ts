import { cashier } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";
import type { OpenShiftResult } from "./commands.ts";
import { insertShift } from "./sql/change-shift.ts";
import { readOpenShift, readPlaceOfShifts } from "./sql/read-shift.ts";

type Who = { userId: string; deviceId: string | null };

/** Begins the one shift that a register has at a time; who comes second finds the one that is open (Z1). */
export async function openShift(shop: Shop, { userId, deviceId }: Who, registerId: string): Promise<OpenShiftResult> {
  const [opened] = await run(shop.pool, insertShift, [uuid7(), registerId, userId, deviceId, cashier(userId)]);
  if (opened) {
    shop.hints.publish({ registerId, orderId: null });
    return { kind: "opened", shiftId: opened.shiftId };
  }
  const [place] = await run(shop.pool, readPlaceOfShifts, [registerId, userId]);
  if (!place) return { kind: "not_allowed" };
  const [open] = await run(shop.pool, readOpenShift, [registerId]);
  // Closed in this very moment: there is nothing in the way any more.
  return open ? { kind: "already_open", shiftId: open.shiftId } : openShift(shop, { userId, deviceId }, registerId);
}
