import { cashier } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import { parseLine } from "#lib/parse-line.ts";
import type { Shop } from "#lib/process.ts";
import type { TakeOverInput, TakeOverResult } from "./commands.ts";
import { findShift } from "./find-shift.ts";
import { updateHolder } from "./sql/change-shift.ts";
import { readShiftById } from "./sql/read-shift.ts";

export const MAX_NOTE = 500;

/** Hands an open shift over to the one who is signed in, without closing it (Z4). */
export async function takeOver(shop: Shop, userId: string, { shiftId, note }: TakeOverInput): Promise<TakeOverResult> {
  const found = await findShift(shop, userId, shiftId);
  if (!found) return { kind: "not_allowed" };
  const written = parseLine(note, MAX_NOTE);
  if (!written.ok) return { kind: "note_refused", problem: written.problem };
  const [held] = await run(shop.pool, updateHolder, [shiftId, userId, written.line, cashier(userId)]);
  if (!held) {
    const [now] = await run(shop.pool, readShiftById, [shiftId]);
    return { kind: now?.closedAt === null ? "already_yours" : "already_closed" };
  }
  shop.hints.publish({ registerId: held.registerId, orderId: null });
  return { kind: "taken_over" };
}
