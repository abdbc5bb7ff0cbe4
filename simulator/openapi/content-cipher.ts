import { createCipheriv, createDecipheriv } from "node:crypto";

/** AES-128-CBC, PKCS#7, and nothing but zeros to begin with (openapi.md 4). Keys are Base64 of 16 bytes. */
const ALGORITHM = "aes-128-cbc";
const ZEROS = Buffer.alloc(16);

export function isContentKey(text: string): boolean {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === ZEROS.length && bytes.toString("base64") === text;
}

/** @returns Base64 */
export function encryptText(text: string, key: string): string {
  const cipher = createCipheriv(ALGORITHM, Buffer.from(key, "base64"), ZEROS);
  return Buffer.concat([cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}

/** Undefined for what was not encrypted with this key. */
export function decryptText(base64: string, key: string): string | undefined {
  try {
    const decipher = createDecipheriv(ALGORITHM, Buffer.from(key, "base64"), ZEROS);
    const bytes = Buffer.concat([decipher.update(Buffer.from(base64, "base64")), decipher.final()]);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
