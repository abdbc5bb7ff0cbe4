import { createHash, timingSafeEqual } from "node:crypto";
import { forge, isSignedBy, type RsaType, signText } from "../sign/rsa.ts";
import type { World } from "../world.ts";

/** What was agreed with a merchant: one secret for both sides, or the public key of the shop (Base64 of SubjectPublicKeyInfo). */
export type MapiKey =
  | { readonly signType: "MD5"; readonly md5Key: string }
  | { readonly signType: RsaType; readonly publicKey: string };

/** The names that no signed text of MAPI contains (mapi.md 2.2). */
export const UNSIGNED = ["sign", "sign_type"] as const;

/** Alipay's signature for this merchant. */
export function signFor(world: World, key: MapiKey, text: Buffer): string {
  if (key.signType === "MD5") return md5Of(text, key.md5Key);
  return signText(text, world.merchants.alipay().privateKey, key.signType);
}

export function holds(key: MapiKey, text: Buffer, signature: string): boolean {
  if (key.signType !== "MD5") return isSignedBy(key, text, signature);
  const expected = Buffer.from(md5Of(text, key.md5Key));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Well-formed, of the right length, and never verifies. */
export function forgeSignature(key: MapiKey, signature: string): string {
  if (key.signType !== "MD5") return forge(signature);
  return `${signature.startsWith("0") ? "1" : "0"}${signature.slice(1)}`;
}

/** Lower-case hex; the key follows the text without anything between (mapi.md 2.5). */
function md5Of(text: Buffer, key: string): string {
  return createHash("md5").update(text).update(key).digest("hex");
}
