import { z } from "zod";
import { sealText, unsealText } from "./seal-text.ts";

const secretsJson = z.record(z.string(), z.string());

/** Where a sealed value belongs: it opens nowhere else. The list in sql/sealed.ts says it too. */
const place = (accountId: string, version: number): string => `credential_version/${accountId}/${version}/sealed`;

export const sealSecrets = (secrets: Record<string, string>, accountId: string, version: number): Buffer =>
  sealText(JSON.stringify(secrets), place(accountId, version));

export type UnsealedSecrets =
  | { ok: true; secrets: Record<string, string> }
  | { ok: false; problem: "no_master_key" | "other_master_key" | "damaged_or_moved" };

/** The secrets of a credential version, as far as this installation's master key opens them. */
export function unsealSecrets(sealed: Uint8Array, accountId: string, version: number): UnsealedSecrets {
  const opened = unsealText(sealed, place(accountId, version));
  return opened.ok ? { ok: true, secrets: secretsJson.parse(JSON.parse(opened.text)) } : opened;
}
