import { createHash, timingSafeEqual } from "node:crypto";
import { derive } from "./password.ts";

/** The same salt for a whole store: the same PIN of two people gives the same hash, which the database refuses (T10). */
export const hashPin = (pin: string, storeId: string): Promise<Buffer> =>
  derive(pin, createHash("sha256").update(`pin of store ${storeId}`).digest());

export async function isPin(
  pin: string,
  { storeId, pinHash }: { storeId: string; pinHash: Uint8Array },
): Promise<boolean> {
  const hash = await hashPin(pin, storeId);
  return hash.length === pinHash.length && timingSafeEqual(hash, pinHash);
}

/** What anybody would try first: a run up or down, or a piece repeated: 1234, 9876, 1111, 1212, 123123. */
export function isTrivialPin(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, at) => (10 + Number(digit) - Number(pin[at])) % 10));
  const isRun = steps.size === 1 && (steps.has(1) || steps.has(9));
  return isRun || (pin + pin).indexOf(pin, 1) < pin.length;
}
