import { insertRefusal } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { BUSY } from "./hash-gate.ts";
import { isPin } from "./pin.ts";
import {
  type CountedTry,
  countPinTry,
  forgetPinTries,
  type PinRow,
  readPin,
  readPinLock,
  uncountPinTry,
} from "./sql/pin.ts";

export type PinUser = Omit<PinRow, "pinHash">;

export type PinRefusal =
  /** `left`: tries until the next wait. */
  | { kind: "wrong"; left: number }
  /** Nobody may try for so long, neither this person nor at this till. */
  | { kind: "locked"; seconds: number }
  /** Too many wrong ones for time to heal: a manager's PIN or the person's own password opens it again. */
  | { kind: "manager" }
  /** Nothing was checked: too many wait already. */
  | { kind: "busy" }
  /** No till that is let in, or nobody of its store who has a PIN. */
  | { kind: "none" };

export type PinResult = { kind: "right"; user: PinUser; pinHash: Uint8Array } | PinRefusal;

const TRIES = 5;

/**
 * Checks a PIN at a till that was let in. Tries are counted before the check, per till and per person, so that no number of
 * parallel ones gets more than five checks; who has no till that was let in cannot try, and so locks nobody out (T10, B40).
 */
export async function verifyPin(
  shop: Shop,
  { deviceId, userId, pin, address }: { deviceId: string; userId: string; pin: string; address: string | null },
): Promise<PinResult> {
  const [person] = await run(shop.pool, readPin, [deviceId, userId]);
  if (!person) return { kind: "none" };
  const { pinHash, ...user } = person;
  const till = [deviceId, null];
  const own = [userId, user.storeId];

  const [atTill] = await run(shop.pool, countPinTry, till);
  if (!atTill) return lockedBy(shop, till);
  const [ofPerson] = await run(shop.pool, countPinTry, own);
  if (!ofPerson) {
    await uncount(shop, till, atTill);
    return lockedBy(shop, own);
  }
  const right = await shop.hashing.inside(() => isPin(pin, person));
  if (right === BUSY) {
    await uncount(shop, till, atTill);
    await uncount(shop, own, ofPerson);
    return { kind: BUSY };
  }
  log("info", right ? "pin_right" : "pin_refused", { user: userId, device: deviceId });
  if (!right) {
    const refusal = afterWrong(atTill, ofPerson);
    // Nobody is known to have tried: only whose PIN it was to be.
    const facts = JSON.stringify({ failures: ofPerson.failures, locked: refusal.kind !== "wrong" });
    const where = [deviceId, address, user.storeId, user.registerId];
    await run(shop.pool, insertRefusal, ["pin_refused", null, ...where, userId, facts]);
    return refusal;
  }
  await uncount(shop, till, atTill);
  await run(shop.pool, forgetPinTries, own);
  return { kind: "right", user, pinHash };
}

const uncount = (shop: Shop, key: readonly (string | null)[], { failures, until, was }: CountedTry) =>
  run(shop.pool, uncountPinTry, [...key, failures, until, was]);

async function lockedBy(shop: Shop, key: readonly (string | null)[]): Promise<PinRefusal> {
  const [lock] = await run(shop.pool, readPinLock, key);
  if (lock?.seconds === null) return { kind: "manager" };
  return { kind: "locked", seconds: Math.max(1, lock?.seconds ?? 1) };
}

function afterWrong(atTill: CountedTry, ofPerson: CountedTry): PinRefusal {
  if (ofPerson.seconds === null) return { kind: "manager" };
  const left = TRIES - Math.max(atTill.failures, ofPerson.failures);
  if (left > 0) return { kind: "wrong", left };
  return { kind: "locked", seconds: Math.max(1, atTill.seconds ?? 0, ofPerson.seconds) };
}
