import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from "node:crypto";
import { algorithms, decodeBase64, type SignType } from "./sign.ts";

/** Why a pasted key is refused. The key itself never appears in a reason. */
export type KeyProblem =
  | "empty"
  | "unreadable"
  | "encrypted"
  | "private_key_expected"
  | "public_key_expected"
  | "certificate"
  | "not_rsa"
  | "too_short"
  | "not_32_characters";

export type KeyResult = { ok: true; key: KeyObject } | { ok: false; problem: KeyProblem };

/** Reads the merchant's private key: PEM or bare Base64, PKCS#8 ("Java") or PKCS#1 ("non-Java") as Alipay's key tool gives it. */
export function readPrivateKey(text: string, signType: SignType): KeyResult {
  const der = readDer(text);
  if (typeof der === "string") return { ok: false, problem: der };
  const key = privateKeyFrom(der);
  if (key) return checked(key, signType);
  return { ok: false, problem: publicKeyFrom(der) ? "private_key_expected" : "unreadable" };
}

/** Reads Alipay's public key: PEM or bare Base64 of the SubjectPublicKeyInfo that the open platform shows. */
export function readPublicKey(text: string, signType: SignType): KeyResult {
  const der = readDer(text);
  if (typeof der === "string") return { ok: false, problem: der };
  // Asked first: a private key pasted here would otherwise be kept, shown and compared as if it were public.
  if (privateKeyFrom(der)) return { ok: false, problem: "public_key_expected" };
  const key = publicKeyFrom(der);
  return key ? checked(key, signType) : { ok: false, problem: "unreadable" };
}

/** Reads MAPI's MD5 key: exactly 32 characters (mapi.md section 2). With an empty or short one anybody could sign (B4). */
export function readMd5Key(text: string): KeyResult {
  const key = text.trim();
  if (key === "") return { ok: false, problem: "empty" };
  if (key.length !== 32) return { ok: false, problem: "not_32_characters" };
  return /^[!-~]+$/.test(key)
    ? { ok: true, key: createSecretKey(Buffer.from(key, "latin1")) }
    : { ok: false, problem: "unreadable" };
}

/** True when the public key is the merchant's own half instead of Alipay's: the most frequent mistake (openapi.md section 2, Keys). */
export function isOwnPublicKey(publicKey: KeyObject, privateKey: KeyObject): boolean {
  return createPublicKey(privateKey).equals(publicKey);
}

function checked(key: KeyObject, signType: SignType): KeyResult {
  if (key.asymmetricKeyType !== "rsa") return { ok: false, problem: "not_rsa" };
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < algorithms[signType].minBits ? { ok: false, problem: "too_short" } : { ok: true, key };
}

/** The label of a PEM is only believed where it says what cannot be read; the bytes decide the rest. */
function readDer(text: string): Buffer | "empty" | "encrypted" | "certificate" | "unreadable" {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "") return "empty";
  const pem = /^-----BEGIN ([A-Z0-9 ]+)-----(.*)-----END \1-----$/s.exec(trimmed);
  if (pem?.[1]?.includes("ENCRYPTED") || pem?.[2]?.includes("ENCRYPTED")) return "encrypted";
  if (pem?.[1] === "CERTIFICATE") return "certificate";
  return decodeBase64((pem?.[2] ?? trimmed).replace(/\s+/g, "")) ?? "unreadable";
}

function privateKeyFrom(der: Buffer): KeyObject | null {
  return (
    attempt(() => createPrivateKey({ key: der, format: "der", type: "pkcs8" })) ??
    attempt(() => createPrivateKey({ key: der, format: "der", type: "pkcs1" })) ??
    attempt(() => createPrivateKey({ key: der, format: "der", type: "sec1" }))
  );
}

function publicKeyFrom(der: Buffer): KeyObject | null {
  return (
    attempt(() => createPublicKey({ key: der, format: "der", type: "spki" })) ??
    attempt(() => createPublicKey({ key: der, format: "der", type: "pkcs1" }))
  );
}

/** node:crypto has no way to ask whether bytes are a key but to try; its messages are dropped on purpose. */
function attempt(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    return null;
  }
}
