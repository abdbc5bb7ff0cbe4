import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  X509Certificate,
} from "node:crypto";
import { algorithms, type SignType } from "../sign.ts";
import { type Block, readBlocks } from "./pasted.ts";

/** Why a pasted key is refused. The key itself never appears in a reason. */
export type KeyProblem =
  | "empty"
  | "unreadable"
  | "encrypted"
  | "private_key_expected"
  | "public_key_expected"
  | "certificate"
  | "several_keys"
  | "not_rsa"
  | "too_short"
  | "not_32_characters";

export type KeyResult = { ok: true; key: KeyObject } | { ok: false; problem: KeyProblem };

/**
 * Reads the merchant's private key: PEM or bare Base64, PKCS#8 ("Java") or PKCS#1 ("non-Java") as Alipay's key tool gives it. Files
 * of other tools bring certificates and curve parameters along.
 */
export function readPrivateKey(text: string, signType: SignType): KeyResult {
  const found = findKeys(text);
  if (!found.ok) return found;
  const [key, ...others] = found.privates;
  if (others.length > 0) return { ok: false, problem: "several_keys" };
  if (key) return checked(key, signType);
  return { ok: false, problem: found.publics.length > 0 ? "private_key_expected" : found.otherwise };
}

/** Reads Alipay's public key: PEM or bare Base64 of the SubjectPublicKeyInfo that the open platform shows. */
export function readPublicKey(text: string, signType: SignType): KeyResult {
  const found = findKeys(text);
  if (!found.ok) return found;
  // Asked first: a private key pasted here would otherwise be kept, shown and compared as if it were public.
  if (found.privates.length > 0) return { ok: false, problem: "public_key_expected" };
  const [key, ...others] = found.publics;
  if (others.length > 0) return { ok: false, problem: "several_keys" };
  return key ? checked(key, signType) : { ok: false, problem: found.otherwise };
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

/** Names a key to people who compare it with another: of a private key the public half, of whose bytes the first eight of SHA-256. */
export function fingerprint(key: KeyObject): string {
  const half = key.type === "private" ? createPublicKey(key) : key;
  const digest = createHash("sha256")
    .update(half.export({ format: "der", type: "spki" }))
    .digest("hex");
  return digest.slice(0, 16).replace(/(.{4})(?=.)/g, "$1 ");
}

function checked(key: KeyObject, signType: SignType): KeyResult {
  if (key.asymmetricKeyType !== "rsa") return { ok: false, problem: "not_rsa" };
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < algorithms[signType].minBits ? { ok: false, problem: "too_short" } : { ok: true, key };
}

type FoundKeys =
  | { ok: true; privates: KeyObject[]; publics: KeyObject[]; otherwise: "certificate" | "unreadable" }
  | { ok: false; problem: KeyProblem };

/** The keys of a pasted text, each once, and what the text is if it holds none. */
function findKeys(text: string): FoundKeys {
  const pasted = readBlocks(text);
  if (!pasted.ok) return pasted;
  const { blocks } = pasted;
  const keysIn = (read: (der: Buffer) => KeyObject | null) =>
    blocks.map(({ der }) => der && read(der)).filter((key) => key !== null);
  return {
    ok: true,
    privates: distinct(keysIn(privateKeyFrom)),
    publics: distinct(keysIn(publicKeyFrom)),
    otherwise: blocks.some(isCertificate) ? "certificate" : "unreadable",
  };
}

const distinct = (keys: KeyObject[]): KeyObject[] =>
  keys.filter((key, at) => keys.findIndex((other) => other.equals(key)) === at);

const isCertificate = ({ label, der }: Block): boolean =>
  label === "CERTIFICATE" || (der !== null && certificateFrom(der) !== null);

/** True when the block is a private key, or says that it is one. */
export const holdsPrivateKey = ({ label, der }: Block): boolean =>
  label?.includes("PRIVATE KEY") === true || (der !== null && privateKeyFrom(der) !== null);

export const certificateFrom = (der: Buffer): X509Certificate | null => attempt(() => new X509Certificate(der));

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

/** node:crypto has no way to ask what bytes are but to try; its messages are dropped on purpose. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
