import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { BUSY } from "../hash-gate.ts";
import { verifyPassword } from "../password.ts";
import { hashPin, isTrivialPin } from "../pin.ts";
import { forgetPinTries } from "../sql/pin.ts";
import { readMember, writePin } from "../sql/set-pin.ts";
import { countTry, forgetTries, readLock } from "../sql/sign-in.ts";

export type SetPinInput = { storeId: string; password: string; pin: string };

export type SetPinResult =
  | { kind: "set" }
  /** The password was not right. */
  | { kind: "wrong" }
  | { kind: "locked"; seconds: number }
  | { kind: "busy" }
  /** Not so many digits as the store wants, or such that anybody tries first. */
  | { kind: "length"; digits: number }
  | { kind: "trivial" }
  /** Somebody else of the store has it (T10). */
  | { kind: "taken" }
  | { kind: "not_found" };

/** Gives somebody a PIN for one store. Sessions that were opened with the old one end at once (S8). */
export async function setPin(
  shop: Shop,
  userId: string,
  { storeId, password, pin }: SetPinInput,
): Promise<SetPinResult> {
  const [member] = await run(shop.pool, readMember, [userId, storeId]);
  if (!member) return { kind: "not_found" };
  if (!/^[0-9]+$/.test(pin) || pin.length !== member.pinLength) return { kind: "length", digits: member.pinLength };
  if (isTrivialPin(pin)) return { kind: "trivial" };

  // "taken" counts as well: nobody finds out the PINs of others by trying (S11).
  const key = `set pin ${userId}`;
  const counted = await run(shop.pool, countTry, [key]);
  if (counted.length === 0) {
    const [lock] = await run(shop.pool, readLock, [key]);
    return { kind: "locked", seconds: lock?.seconds ?? 30 };
  }
  const hashed = await shop.hashing(async () =>
    (await verifyPassword(password, member.passwordHash)) ? hashPin(pin, storeId) : null,
  );
  if (hashed === BUSY) return { kind: BUSY };
  if (hashed === null) return { kind: "wrong" };
  try {
    await run(shop.pool, writePin, [userId, storeId, hashed]);
  } catch (error) {
    if (isDuplicate(error)) return { kind: "taken" };
    throw error;
  }
  await run(shop.pool, forgetTries, [key]);
  await run(shop.pool, forgetPinTries, [userId, storeId]);
  log("info", "pin_set", { user: userId, store: storeId });
  return { kind: "set" };
}

const isDuplicate = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "23505";
