import { createHash, randomBytes } from "node:crypto";
import { toBase32 } from "./totp.ts";

export const RECOVERY_CODES = 10;
/** 80 bits: nobody finds one out of its hash. */
const BYTES = 10;

/** New ones, in groups of four for those who copy them by hand. */
export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => (toBase32(randomBytes(BYTES)).match(/.{4}/g) ?? []).join("-"));

/** Null for what is none by its shape. Spaces, hyphens and the size of letters do not matter; 0, 1 and 8 are read as O, I and B. */
export function readRecoveryCode(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replaceAll("0", "O")
    .replaceAll("1", "I")
    .replaceAll("8", "B");
  return /^[A-Z2-7]{16}$/.test(plain) ? plain : null;
}

/** What the database keeps of one; null for what is none. */
export function recoveryHash(userId: string, typed: string): Buffer | null {
  const plain = readRecoveryCode(typed);
  return plain === null ? null : createHash("sha256").update(`recovery code ${userId} ${plain}`).digest();
}
