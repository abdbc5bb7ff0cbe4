import { constants, type KeyObject, sign, verify } from "node:crypto";

/** The signature kinds of Alipay's gateways; MAPI adds MD5 here. Both are RSASSA-PKCS1-v1_5 (openapi.md section 2). */
export const algorithms = {
  RSA: { hash: "sha1", minBits: 1024 },
  RSA2: { hash: "sha256", minBits: 2048 },
} as const;

export type SignType = keyof typeof algorithms;

export type SignatureVerdict = "good" | "missing" | "malformed" | "wrong";

/** Signs exactly these bytes (a text as UTF-8); the result is standard Base64 with padding and no line ends. */
export function signText(text: string | Buffer, key: KeyObject, signType: SignType): string {
  const options = { key, padding: constants.RSA_PKCS1_PADDING };
  return sign(algorithms[signType].hash, bytesOf(text), options).toString("base64");
}

/** Whoever holds the message must not choose `signType`: it comes from the account, or an attacker picks the weaker one. */
export function verifyText(
  text: string | Buffer,
  signature: string | undefined,
  { key, signType }: { key: KeyObject; signType: SignType },
): SignatureVerdict {
  if (!signature) return "missing";
  const signatureBytes = decodeBase64(signature);
  // Node takes padding and length from the key; a signature of another length is a shape error worth telling apart.
  if (signatureBytes?.length !== signatureLength(key)) return "malformed";
  const options = { key, padding: constants.RSA_PKCS1_PADDING };
  return verify(algorithms[signType].hash, bytesOf(text), options, signatureBytes) ? "good" : "wrong";
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
