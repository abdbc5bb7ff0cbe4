import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { BUSY } from "../hash-gate.ts";
import { verifyPassword } from "../password.ts";
import { hashPin, isTrivialPin } from "../pin.ts";
import { forgetPinTries } from "../sql/pin.ts";
import { readMember, writePin } from "../sql/set-pin.ts";
import { countFew, countTry, forgetTries, readLock, undoTry } from "../sql/sign-in.ts";

export type SetPinInput = { storeId: string; password: string; pin: string };

export type SetPinResult =
  | { kind: "set" }
  /** The password was not right. */
  | { kind: "wrong" }
  | { kind: "locked"; seconds: number }
  | { kind: "busy" }
  /** The password was right, but the PIN was changed, or found taken, too often today. */
  | { kind: "too_often" }
  /** Not so many digits as the store wants, or such that anybody tries first. */
  | { kind: "length"; digits: number }
  | { kind: "trivial" }
  /** Somebody else of the store has it (T10). */
  | { kind: "taken" }
  | { kind: "not_found" };

const A_DAY = "1 day";

/** Gives somebody a PIN for one store. Sessions that were opened with the old one end at once (S8). */
export async function setPin(shop: Shop, doer: Doer, { storeId, password, pin }: SetPinInput): Promise<SetPinResult> {
  const { userId } = doer;
  const [member] = await run(shop.pool, readMember, [userId, storeId]);
  if (!member) return { kind: "not_found" };
  if (!/^[0-9]+$/.test(pin) || pin.length !== member.pinLength) return { kind: "length", digits: member.pinLength };
  if (isTrivialPin(pin)) return { kind: "trivial" };

  const key = `set pin ${userId}`;
  const counted = await run(shop.pool, countTry, [key]);
  if (counted.length === 0) {
    const [lock] = await run(shop.pool, readLock, [key]);
    return { kind: "locked", seconds: lock?.seconds ?? 30 };
  }
  const hashed = await shop.hashing.inside(async () =>
    (await verifyPassword(password, member.passwordHash)) ? hashPin(pin, storeId) : null,
  );
  if (hashed === BUSY) {
    await run(shop.pool, undoTry, [key]);
    return { kind: BUSY };
  }
  if (hashed === null) return { kind: "wrong" };
  await run(shop.pool, forgetTries, [key]);
  // "taken" tells a PIN of somebody else, and what is not taken is tried by setting it: both are few (S11).
  const wished = await run(shop.pool, countFew, [`new pin ${userId} ${storeId}`, A_DAY, 5]);
  if (wished.length === 0) return { kind: "too_often" };
  try {
    await run(shop.pool, writePin, [userId, storeId, hashed, ...doerValues(doer)]);
  } catch (error) {
    if (isDuplicate(error)) return { kind: "taken" };
    throw error;
  }
  await run(shop.pool, forgetPinTries, [userId, storeId]);
  log("info", "pin_set", { user: userId, store: storeId });
  return { kind: "set" };
}

const isDuplicate = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "23505";
