import { z } from "zod";
import { env } from "#lib/env.ts";
import { type MasterKey, readMasterKey, seal, unseal } from "./seal.ts";

const secretsJson = z.record(z.string(), z.string());

/** Where a sealed value belongs: it opens nowhere else. */
const place = (accountId: string, version: number): string => `credential_version/${accountId}/${version}/sealed`;

export const sealSecrets = (secrets: Record<string, string>, accountId: string, version: number): Buffer =>
  seal(JSON.stringify(secrets), place(accountId, version), readMasterKey(env.masterKey()));

export type UnsealedSecrets =
  | { ok: true; secrets: Record<string, string> }
  | { ok: false; problem: "no_master_key" | "other_master_key" | "damaged_or_moved" };

/** The secrets of a credential version, as far as this installation's master key opens them. */
export function unsealSecrets(sealed: Uint8Array, accountId: string, version: number): UnsealedSecrets {
  const master = findMasterKey();
  if (master === null) return { ok: false, problem: "no_master_key" };
  const opened = unseal(sealed, place(accountId, version), master);
  return opened.ok ? { ok: true, secrets: secretsJson.parse(JSON.parse(opened.text)) } : opened;
}

/** Null when it is missing or cut off: accounts cannot be used then, but sales that hang on them have to end (F56). */
function findMasterKey(): MasterKey | null {
  try {
    return readMasterKey(env.masterKey());
  } catch {
    return null;
  }
}
