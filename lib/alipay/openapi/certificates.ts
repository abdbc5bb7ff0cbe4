import { createHash, type KeyObject, type X509Certificate } from "node:crypto";
import { certificateFrom, holdsPrivateKey } from "../keys/keys.ts";
import { readBlocks } from "../keys/pasted.ts";
import { algorithms, type SignType } from "../sign.ts";

/** Why a pasted certificate is refused. */
export type CertificateProblem =
  | "empty"
  | "certificate_expected"
  | "only_issuers"
  | "unreadable"
  | "not_rsa"
  | "too_short"
  | "no_rsa_root";

type Refused = { ok: false; problem: CertificateProblem };

/** Reads the application's own certificate: its number, and the public half of the key that signs requests. */
export function readAppCertificate(
  text: string,
  signType: SignType,
): { ok: true; sn: string; publicKey: KeyObject } | Refused {
  const read = readCertificates(text);
  if (!read.ok) return read;
  // Files may bring their issuers along, behind the one that the file is about.
  const [own] = read.certificates;
  const key = readKey(own, signType);
  return key.ok ? { ok: true, sn: certificateSn(own), publicKey: key.publicKey } : key;
}

/** Reads Alipay's certificates, issuers left out: keys by certificate number. Two stand side by side while Alipay changes over. */
export function readAlipayCertificates(
  text: string,
  signType: SignType,
): { ok: true; keys: ReadonlyMap<string, KeyObject> } | Refused {
  const read = readCertificates(text);
  if (!read.ok) return read;
  const keys = new Map<string, KeyObject>();
  for (const certificate of read.certificates.filter(({ ca }) => !ca)) {
    const key = readKey(certificate, signType);
    if (!key.ok) return key;
    keys.set(certificateSn(certificate), key.publicKey);
  }
  return keys.size > 0 ? { ok: true, keys } : { ok: false, problem: "only_issuers" };
}

/** Object identifiers of signatures with RSA; the bundle has others too, SM2 among them, which do not count. */
const rsaSignatures = "1.2.840.113549.1.1.";

/** `alipay_root_cert_sn`: the numbers of the root bundle's RSA certificates in the order of the file (openapi.md section 3.3). */
export function readRootBundle(text: string): { ok: true; sn: string } | Refused {
  const read = readCertificates(text);
  if (!read.ok) return read;
  const counted = read.certificates.filter(({ signatureAlgorithmOid }) =>
    signatureAlgorithmOid.startsWith(rsaSignatures),
  );
  const sn = counted.map(certificateSn).join("_");
  return sn === "" ? { ok: false, problem: "no_rsa_root" } : { ok: true, sn };
}

/**
 * MD5 over the issuer, last part first and joined by commas, and the serial number in decimal (openapi.md section 3.2). It is a
 * name and no proof. Alipay's issuers hold nothing that would have to be escaped.
 */
function certificateSn({ issuer, serialNumber }: X509Certificate): string {
  const name = issuer.split("\n").reverse().join(",");
  return createHash("md5")
    .update(`${name}${BigInt(`0x${serialNumber}`)}`)
    .digest("hex");
}

function readKey(certificate: X509Certificate, signType: SignType): { ok: true; publicKey: KeyObject } | Refused {
  const publicKey = publicKeyOf(certificate);
  if (publicKey?.asymmetricKeyType !== "rsa") return { ok: false, problem: "not_rsa" };
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < algorithms[signType].minBits ? { ok: false, problem: "too_short" } : { ok: true, publicKey };
}

/** OpenSSL may throw for the key of an SM2 certificate (openapi.md section 3.3). */
function publicKeyOf(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey;
  } catch {
    return null;
  }
}

type Certificates = { ok: true; certificates: [X509Certificate, ...X509Certificate[]] } | Refused;

/** PEM as the platform gives it, also DER that came as bare Base64. */
export function readCertificates(text: string): Certificates {
  const pasted = readBlocks(text);
  // An encrypted block is a private key.
  if (!pasted.ok) return { ok: false, problem: pasted.problem === "empty" ? "empty" : "certificate_expected" };
  const { blocks } = pasted;
  const all = blocks.map(({ der }) => der && certificateFrom(der));
  const isMeant = blocks.some(({ label }, at) => label?.includes("CERTIFICATE") === true || all[at] !== null);
  // A private key in a public place, even beside certificates, is a mistake that must not be stored.
  if (!isMeant || blocks.some(holdsPrivateKey)) return { ok: false, problem: "certificate_expected" };
  const [first, ...more] = all.filter((certificate) => certificate !== null);
  return first && more.length === blocks.length - 1
    ? { ok: true, certificates: [first, ...more] }
    : { ok: false, problem: "unreadable" };
}
