import { hashPin, isPin, isTrivialPin } from "#lib/auth/pin.ts";
import { endSeats } from "#lib/auth/sql/end-sessions.ts";
import { forgetPinTries } from "#lib/auth/sql/pin.ts";
import type { Transaction } from "#lib/db/client.ts";
import { refuse } from "./refuse.ts";

type Place = { userId: string; store: { id: string; code: string; pinLength: number }; at: string };

/** Gives somebody a PIN for one store, and new tries with it; what the one before has opened is over. True when it is another one than before. */
export async function applyPin(tx: Transaction, pin: string, { userId, store, at }: Place): Promise<boolean> {
  const key = { userId_storeId: { userId, storeId: store.id } };
  const { pinHash } = await tx.membership.findUniqueOrThrow({ where: key });
  if (!/^[0-9]+$/.test(pin) || pin.length !== store.pinLength) {
    refuse([{ at, problem: `store ${store.code} wants ${store.pinLength} digits` }]);
  }
  if (isTrivialPin(pin)) refuse([{ at, problem: "anybody tries such a PIN first" }]);
  if (pinHash !== null && (await isPin(pin, { storeId: store.id, pinHash }))) return false;
  const hash = new Uint8Array(await hashPin(pin, store.id));
  const taken = await tx.membership.count({ where: { storeId: store.id, pinHash: hash, userId: { not: userId } } });
  if (taken > 0) refuse([{ at, problem: `somebody else of store ${store.code} has this PIN` }]);
  await tx.membership.update({ where: key, data: { pinHash: hash } });
  await tx.$executeRawUnsafe(forgetPinTries.text, userId, store.id);
  await tx.$executeRawUnsafe(endSeats.text, userId, store.id);
  return true;
}
