import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";

export type RsaType = "RSA2" | "RSA";

/** RSASSA-PKCS1-v1_5; RSA2 = SHA-256, RSA = SHA-1 (openapi.md 2.6, mapi.md 2, intl.md 2). */
const HASH = { RSA2: "sha256", RSA: "sha1" } as const;

const STRICT_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** @param privateKey Base64 of PKCS#8 */
export function signText(text: Buffer | string, privateKey: string, signType: RsaType): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" });
  return sign(HASH[signType], Buffer.from(text), key).toString("base64");
}

/** @param key Base64 of SubjectPublicKeyInfo and the method agreed with this merchant, never the message's word */
export function isSignedBy(
  key: { readonly publicKey: string; readonly signType: RsaType },
  text: Buffer,
  signature: string,
): boolean {
  if (signature === "" || !STRICT_BASE64.test(signature)) return false;
  const publicKey = createPublicKey({ key: Buffer.from(key.publicKey, "base64"), format: "der", type: "spki" });
  return verify(HASH[key.signType], text, publicKey, Buffer.from(signature, "base64"));
}

/** Well-formed, of the right length, and never verifies. */
export function forge(signature: string): string {
  const bytes = Buffer.from(signature, "base64");
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  return bytes.toString("base64");
}
