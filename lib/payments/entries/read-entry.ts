import { createHash } from "node:crypto";
import { fingerprint, type KeyResult, readMd5Key, readPrivateKey, readPublicKey } from "#lib/alipay/keys/keys.ts";
import { readCertificates } from "#lib/alipay/openapi/certificates.ts";
import { readAesKey } from "#lib/alipay/openapi/content.ts";
import type { SignType } from "#lib/alipay/sign.ts";

/** A key or certificate in its one form, and how people tell it from another one; never the key itself. */
export type ReadEntry = { ok: true; normal: string; mark: string } | { ok: false; problem: string };

type Reader = (text: string, signType: SignType) => ReadEntry;

const pem =
  (read: (text: string, signType: SignType) => KeyResult, type: "pkcs8" | "spki"): Reader =>
  (text, signType) => {
    const result = read(text, signType);
    if (!result.ok) return result;
    const { key } = result;
    return { ok: true, normal: String(key.export({ format: "pem", type })), mark: fingerprint(key) };
  };

const certificates: Reader = (text) => {
  const read = readCertificates(text);
  if (!read.ok) return read;
  const [{ fingerprint256 }] = read.certificates;
  return { ok: true, normal: read.certificates.join(""), mark: inFours(fingerprint256.replaceAll(":", "")) };
};

const trimmed =
  (read: (text: string) => { ok: true } | { ok: false; problem: string }): Reader =>
  (text) => {
    const result = read(text);
    return result.ok ? { ok: true, normal: text.trim(), mark: markOf(text.trim()) } : result;
  };

/** Of a secret that is no key pair: enough to see that it is another one, too little to guess it by. */
export const markOf = (text: string): string => inFours(createHash("sha256").update(text).digest("hex")).slice(0, 9);

const inFours = (hex: string): string =>
  hex
    .toLowerCase()
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, "$1 ");

/** What stands in which entry of an account, whatever its generation. */
const READERS: ReadonlyMap<string, Reader> = new Map([
  ["privateKey", pem(readPrivateKey, "pkcs8")],
  ["alipayPublicKey", pem(readPublicKey, "spki")],
  ["formerAlipayPublicKey", pem(readPublicKey, "spki")],
  ["appCertificate", certificates],
  ["alipayCertificate", certificates],
  ["alipayRootCertificate", certificates],
  ["md5Key", trimmed(readMd5Key)],
  ["aesKey", trimmed(readAesKey)],
]);

/** The content of one entry, or null where it is neither a key nor a certificate. */
export const readEntry = (name: string, text: string, signType: SignType): ReadEntry | null =>
  READERS.get(name)?.(text, signType) ?? null;
