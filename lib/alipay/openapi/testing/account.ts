import { createPrivateKey, type KeyObject } from "node:crypto";
import { readPrivateKey, readPublicKey } from "../../keys/keys.ts";
import type { Answer } from "../../send.ts";
import type { SignType } from "../../sign.ts";
import { signNow } from "../../testing/sign-now.ts";
import certificateVectors from "../../vectors/openapi-cert-sn.json" with { type: "json" };
import requestVectors from "../../vectors/openapi-request-sign.json" with { type: "json" };
import responseVectors from "../../vectors/openapi-response-verify.json" with { type: "json" };
import { readAlipayCertificates, readAppCertificate, readRootBundle } from "../certificates.ts";
import type { CertificateTrust, OpenapiConfig } from "../config.ts";
import { type Method, methods } from "../methods.ts";

export const sellerId = "2088101106499364";

/** The private key that plays Alipay in the vectors. */
export const alipayKey: KeyObject = createPrivateKey({
  key: Buffer.from(responseVectors.alipay_test_key.private_key_pkcs8_base64, "base64"),
  format: "der",
  type: "pkcs8",
});

export const alipayPublicKeyText = responseVectors.alipay_test_key.public_key_spki_base64;

export const merchantPrivateKeyText = requestVectors.merchant_test_key.private_key_pkcs1_base64;

const [appCertificate, alipayCertificate] = certificateVectors.generated.leaf.map(({ pem }) => pem);

/** Certificates for the two keys of the vectors, and a root bundle. */
export const certificateTexts = {
  app: appCertificate ?? "",
  alipay: alipayCertificate ?? "",
  root: certificateVectors.generated.root.pem_bundle,
};

/** The same two sides, known to each other by certificates. */
export function certificateTrust(): CertificateTrust {
  const app = readAppCertificate(certificateTexts.app, "RSA2");
  const alipay = readAlipayCertificates(certificateTexts.alipay, "RSA2");
  const root = readRootBundle(certificateTexts.root);
  if (!app.ok || !alipay.ok || !root.ok) throw new Error("the certificates of the vectors are readable");
  return { mode: "certificate", appCertSn: app.sn, alipayRootCertSn: root.sn, alipayKeys: alipay.keys };
}

/** A gateway account with the keys of the vectors. */
export function testConfig(changes: Partial<OpenapiConfig> = {}): OpenapiConfig {
  const merchant = readPrivateKey(merchantPrivateKeyText, "RSA2");
  const alipay = readPublicKey(alipayPublicKeyText, "RSA2");
  if (!merchant.ok || !alipay.ok) throw new Error("the keys of the vectors are readable");
  return {
    appId: "2021000000000001",
    gateway: "https://openapi-sandbox.dl.alipaydev.com/gateway.do",
    signType: "RSA2",
    privateKey: merchant.key,
    trust: { mode: "key", alipayPublicKey: alipay.key },
    sellerId,
    place: {},
    ...changes,
  };
}

/** The JSON text of an answer whose result node is signed by Alipay's test key. */
export function signedAnswerText(node: string, result: unknown, signType: SignType = "RSA2"): string {
  const text = typeof result === "string" ? result : JSON.stringify(result);
  return `{"${node}":${text},"sign":"${signNow(text, alipayKey, signType)}"}`;
}

export function answerOf(body: string | Buffer, status = 200): Answer {
  return { kind: "answer", status, body: Buffer.from(body), contentType: null, date: null, ms: 1 };
}

/** An answer as the gateway would send it. */
export function signedAnswer(method: Method, result: unknown): Answer {
  return answerOf(signedAnswerText(`${methods[method].replaceAll(".", "_")}_response`, result));
}
