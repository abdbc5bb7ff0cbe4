import { createHash, X509Certificate } from "node:crypto";
import { bitString, der, integer, objectIdentifier, sequence, utcTime, utf8 } from "./der.ts";
import { signText } from "./rsa.ts";

export type CertificateWish = {
  readonly commonName: string;
  readonly serial: bigint;
  /** Base64 of SubjectPublicKeyInfo: whose certificate it is. */
  readonly publicKey: string;
  /** Base64 of PKCS#8. */
  readonly issuerPrivateKey: string;
  readonly isIssuer: boolean;
};

const ISSUER = "Practice Alipay Root";
const ORGANISATION = "Practice Alipay";

const SHA256_WITH_RSA = sequence(objectIdentifier("1.2.840.113549.1.1.11"), der(0x05));
const COMMON_NAME = objectIdentifier("2.5.4.3");
const ORGANISATION_NAME = objectIdentifier("2.5.4.10");
const COUNTRY = objectIdentifier("2.5.4.6");
const TRUE = der(0x01, Buffer.of(0xff));

/** X.509 version 3 in PEM (RFC 5280), issued by the practice root, good until 2049. The same wish gives the same certificate. */
export function makeCertificate(wish: CertificateWish): string {
  const issuer = nameOf(ISSUER);
  const basicConstraints = sequence(
    objectIdentifier("2.5.29.19"),
    TRUE,
    der(0x04, sequence(...(wish.isIssuer ? [TRUE] : []))),
  );
  const content = sequence(
    der(0xa0, integer(2n)),
    integer(wish.serial),
    SHA256_WITH_RSA,
    issuer,
    sequence(utcTime("200101000000Z"), utcTime("491231235959Z")),
    wish.isIssuer ? issuer : nameOf(wish.commonName),
    Buffer.from(wish.publicKey, "base64"),
    der(0xa3, sequence(basicConstraints)),
  );
  const signature = Buffer.from(signText(content, wish.issuerPrivateKey, "RSA2"), "base64");
  const bytes = sequence(content, SHA256_WITH_RSA, bitString(signature));
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/** MD5 of the issuer, its last part first, and the serial number in decimal (openapi.md 3.2). */
export function certificateSn(pem: string): string {
  const { issuer, serialNumber } = new X509Certificate(pem);
  const text = `${issuer.split("\n").reverse().join(",")}${BigInt(`0x${serialNumber}`)}`;
  return createHash("md5").update(text).digest("hex");
}

function nameOf(commonName: string): Buffer {
  const part = (type: Buffer, value: Buffer) => der(0x31, sequence(type, value));
  return sequence(
    part(COUNTRY, der(0x13, Buffer.from("CN"))),
    part(ORGANISATION_NAME, utf8(ORGANISATION)),
    part(COMMON_NAME, utf8(commonName)),
  );
}
