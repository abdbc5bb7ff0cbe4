/** The entry of an account that a gateway's refusal blames. */
export type Blame = "id" | "key" | "unknown_key" | "sign_type" | "aes_key" | "auth_token";

/**
 * codes.md sections 1, 2 (precreate), 3 and 4. A cashier is told only that the keys or the settings are wrong; who enters them wants
 * to know which.
 */
const BLAMES: ReadonlyMap<string, Blame> = new Map([
  ["isv.missing-app-id", "id"],
  ["isv.invalid-app-id", "id"],
  ["ACQ.PARTNER_ERROR", "id"],
  ["ILLEGAL_PARTNER", "id"],
  ["PARTNER_ERROR", "id"],
  ["UNKNOWN_CLIENT", "id"],
  ["isv.missing-signature", "key"],
  ["isv.invalid-signature", "key"],
  ["ILLEGAL_SIGN", "key"],
  ["INVALID_SIGNATURE", "key"],
  ["isv.missing-signature-key", "unknown_key"],
  ["KEY_NO_FOUND", "unknown_key"],
  ["KEY_NOT_FOUND", "unknown_key"],
  ["isv.missing-signature-type", "sign_type"],
  ["isv.invalid-signature-type", "sign_type"],
  ["ILLEGAL_SIGN_TYPE", "sign_type"],
  ["isv.invalid-encrypt", "aes_key"],
  ["isv.invalid-encrypt-type", "aes_key"],
  ["aop.invalid-auth-token", "auth_token"],
  ["aop.auth-token-time-out", "auth_token"],
  ["aop.invalid-app-auth-token", "auth_token"],
  ["aop.app-auth-token-time-out", "auth_token"],
]);

export const blameOf = (code: string): Blame | null =>
  BLAMES.get(code) ?? (code.startsWith("isv.decryption-error") ? "aes_key" : null);
