import { createHash, type KeyObject, sign, timingSafeEqual, verify } from "node:crypto";
import { promisify } from "node:util";

/**
 * The kinds of signature with a key pair; both are RSASSA-PKCS1-v1_5 (openapi.md section 2). That is Node's padding for every key of
 * type "rsa", and lib/alipay/keys/keys.ts reads no other; to name it in each call would take a third of a verification's time.
 */
export const algorithms = {
  RSA: { hash: "sha1", minBits: 1024 },
  RSA2: { hash: "sha256", minBits: 2048 },
} as const;

export type SignType = keyof typeof algorithms;

/** MAPI's accounts may have a shared secret instead, held as a secret KeyObject (mapi.md section 2). */
export type MapiSignType = SignType | "MD5";

/** Alipay's key of before: until that instant (epoch ms) it proves as much as the one that followed it (T5). */
export type FormerKey = { key: KeyObject; until: number };

/** What proves a message: the account's key, and where Alipay changes over the one before it. */
export type TrustedKey = { key: KeyObject; former?: FormerKey | null };

export type SignatureVerdict = "good" | "missing" | "malformed" | "wrong";

const signInPool = promisify(sign);

/**
 * Signs exactly these bytes (a text as UTF-8): standard Base64 with padding and no line ends, or lower-case hex for MD5.
 * RSA is done in the thread pool: a signature takes some 0.4 ms, in which the event loop would serve nobody else. A verification
 * takes a fifteenth of that, less than the way to the pool and back.
 */
export async function signText(text: string | Buffer, key: KeyObject, signType: MapiSignType): Promise<string> {
  if (signType === "MD5") return keyedMd5(text, key).toString("hex");
  const signature = await signInPool(algorithms[signType].hash, bytesOf(text), key);
  return signature.toString("base64");
}

/** Whoever holds the message must not choose `signType`: it comes from the account, or an attacker picks the weaker one. */
export function verifyText(
  text: string | Buffer,
  signature: string | undefined,
  { key, former, signType }: TrustedKey & { signType: MapiSignType },
): SignatureVerdict {
  const verdict = verifyByKey(text, signature, { key, signType });
  if (verdict === "good" || verdict === "missing" || !former || former.until < Date.now()) return verdict;
  // What neither of the two has signed is as wrong as under the new one alone.
  return verifyByKey(text, signature, { key: former.key, signType }) === "good" ? "good" : verdict;
}

function verifyByKey(
  text: string | Buffer,
  signature: string | undefined,
  { key, signType }: { key: KeyObject; signType: MapiSignType },
): SignatureVerdict {
  if (!signature) return "missing";
  if (signType === "MD5") return verifyMd5(text, signature, key);
  const signatureBytes = decodeBase64(signature);
  // Node takes padding and length from the key; a signature of another length is a shape error worth telling apart.
  if (signatureBytes?.length !== signatureLength(key)) return "malformed";
  return verify(algorithms[signType].hash, bytesOf(text), key, signatureBytes) ? "good" : "wrong";
}

function verifyMd5(text: string | Buffer, signature: string, key: KeyObject): SignatureVerdict {
  if (!/^[0-9a-f]{32}$/.test(signature)) return "malformed";
  // Constant time: how much of a guess is right must not be measurable (B4).
  return timingSafeEqual(keyedMd5(text, key), Buffer.from(signature, "hex")) ? "good" : "wrong";
}

/** The key follows the text directly: no `&`, no `key=` (mapi.md section 2). */
function keyedMd5(text: string | Buffer, key: KeyObject): Buffer {
  return createHash("md5").update(bytesOf(text)).update(key.export()).digest();
}

/**
 * Strict Base64: Node's own decoder skips blanks, takes the URL alphabet and drops surplus bits,
 * so one signature would have many spellings.
 */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return text !== "" && bytes.toString("base64") === text ? bytes : null;
}

function signatureLength(key: KeyObject): number {
  return Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
}

function bytesOf(text: string | Buffer): Buffer {
  return typeof text === "string" ? Buffer.from(text, "utf8") : text;
}
