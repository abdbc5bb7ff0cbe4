import { env } from "#lib/env.ts";
import { type MasterKeys, readMasterKeys, seal, type Unsealed, unseal } from "./seal.ts";

/**
 * Seals under this installation's master key; `place`: table, row and column, as lib/stores/sql/sealed.ts lists them. Called
 * inside of the transaction that stores it, so that a change of the key knows what is still to come.
 */
export const sealText = (text: string, place: string): Buffer => seal(text, place, readMasterKeys(env.masterKey()));

export function unsealText(sealed: Uint8Array, place: string): Unsealed | { ok: false; problem: "no_master_key" } {
  const keys = findMasterKeys();
  return keys === null ? { ok: false, problem: "no_master_key" } : unseal(sealed, place, keys);
}

/**
 * Read anew each time, so that every process knows a new key without a restart. Null when they are missing or cut off: accounts
 * cannot be used then, but sales that hang on them have to end (F56).
 */
export function findMasterKeys(): MasterKeys | null {
  try {
    return readMasterKeys(env.masterKey());
  } catch {
    return null;
  }
}
