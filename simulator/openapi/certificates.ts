import { createHash, randomBytes } from "node:crypto";
import type { KeyPair } from "../merchants/keys.ts";
import { certificateSn, makeCertificate } from "../sign/certificate.ts";

/** The numbers that both sides name in certificate mode (openapi.md 3). */
export type CertificateNumbers = {
  readonly appCertSn: string;
  readonly alipayRootCertSn: string;
  readonly alipayCertSn: string;
};

/** What a shop in certificate mode holds: PEM. */
export type Certificates = {
  readonly appCertificate: string;
  readonly alipayCertificate: string;
  readonly alipayRootCertificate: string;
};

/**
 * Root and application have the same certificate whenever they are asked for; Alipay's is a new one each time, over its
 * one key: to register a merchant again is a change of Alipay's certificate.
 */
export function issueCertificates(
  alipay: KeyPair,
  { appId, publicKey }: { readonly appId: string; readonly publicKey: string },
): { readonly certificates: Certificates; readonly numbers: CertificateNumbers } {
  const issuerPrivateKey = alipay.privateKey;
  const common = { issuerPrivateKey, publicKey: alipay.publicKey };
  const certificates: Certificates = {
    appCertificate: makeCertificate({
      commonName: appId,
      serial: serialOf(createHash("sha256").update(`${appId} ${publicKey}`).digest()),
      publicKey,
      issuerPrivateKey,
      isIssuer: false,
    }),
    alipayCertificate: makeCertificate({
      ...common,
      commonName: "Practice Alipay",
      serial: serialOf(randomBytes(16)),
      isIssuer: false,
    }),
    alipayRootCertificate: makeCertificate({ ...common, commonName: "", serial: 1n, isIssuer: true }),
  };
  return {
    certificates,
    numbers: {
      appCertSn: certificateSn(certificates.appCertificate),
      alipayRootCertSn: certificateSn(certificates.alipayRootCertificate),
      alipayCertSn: certificateSn(certificates.alipayCertificate),
    },
  };
}

function serialOf(bytes: Buffer): bigint {
  return BigInt(`0x01${bytes.subarray(0, 15).toString("hex")}`);
}
