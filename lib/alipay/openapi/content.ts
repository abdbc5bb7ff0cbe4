import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from "node:crypto";
import { decodeStrictly } from "../form.ts";
import { decodeBase64 } from "../sign.ts";

const algorithm = "aes-128-cbc";
const keyBytes = 16;

/** Alipay's choice (openapi.md section 4): equal texts have equal ciphertexts. The signature guards the text, not this. */
const zeroIv = Buffer.alloc(16);

/** Reads the key for contents as the open platform shows it: Base64 of 16 bytes. */
export function readAesKey(
  text: string,
): { ok: true; key: KeyObject } | { ok: false; problem: "empty" | "not_16_bytes" } {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, problem: "empty" };
  const bytes = decodeBase64(trimmed);
  return bytes?.length === keyBytes
    ? { ok: true, key: createSecretKey(bytes) }
    : { ok: false, problem: "not_16_bytes" };
}

export function encryptContent(text: string, key: KeyObject): string {
  const cipher = createCipheriv(algorithm, key, zeroIv);
  return Buffer.concat([cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}

/** Null for whatever this key did not encrypt. */
export function decryptContent(base64: string, key: KeyObject): string | null {
  const bytes = decodeBase64(base64);
  if (bytes === null) return null;
  try {
    const decipher = createDecipheriv(algorithm, key, zeroIv);
    return decodeStrictly(Buffer.concat([decipher.update(bytes), decipher.final()]), "utf-8");
  } catch {
    return null;
  }
}
