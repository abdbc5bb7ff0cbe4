import { z } from "zod";
import { env } from "#lib/env.ts";
import { readMasterKey, seal, unseal } from "./seal.ts";

const secretsJson = z.record(z.string(), z.string());

/** Where a sealed value belongs: it opens nowhere else. */
const place = (accountId: string, version: number): string => `credential_version/${accountId}/${version}/sealed`;

export const sealSecrets = (secrets: Record<string, string>, accountId: string, version: number): Buffer =>
  seal(JSON.stringify(secrets), place(accountId, version), readMasterKey(env.masterKey()));

/** The secrets of a credential version. Throws when the master key does not fit: nothing can be signed then. */
export function unsealSecrets(sealed: Uint8Array, accountId: string, version: number): Record<string, string> {
  const opened = unseal(sealed, place(accountId, version), readMasterKey(env.masterKey()));
  if (!opened.ok) throw new Error(`credentials ${accountId}/${version} cannot be unsealed: ${opened.problem}`);
  return secretsJson.parse(JSON.parse(opened.text));
}
