import type { RegisterResult } from "../generation.ts";

export const PUBLIC_KEY_RULE = "publicKey must be an RSA key as Base64 of SubjectPublicKeyInfo, without header lines";

export function refusedMerchant(reason: string): RegisterResult {
  return { ok: false, reason };
}
