import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { type PlaceRow, readPlaceOfShifts, readShiftById, type ShiftRow } from "./sql/read-shift.ts";

/** A shift and its place, or null for those who run no shifts there. */
export async function findShift(
  shop: Shop,
  userId: string,
  shiftId: string,
): Promise<{ place: PlaceRow; shift: ShiftRow } | null> {
  const [shift] = await run(shop.pool, readShiftById, [shiftId]);
  const [place] = shift ? await run(shop.pool, readPlaceOfShifts, [shift.registerId, userId]) : [];
  return shift && place ? { place, shift } : null;
}
