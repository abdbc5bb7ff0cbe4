import { createPrivateKey, type KeyObject } from "node:crypto";
import { readPrivateKey, readPublicKey } from "../../keys/keys.ts";
import type { Answer } from "../../send.ts";
import type { SignType } from "../../sign.ts";
import { signNow } from "../../testing/sign-now.ts";
import vectors from "../../vectors/intl-sign.json" with { type: "json" };
import { type IntlConfig, type IntlOperation, operationNames } from "../config.ts";
import type { Side } from "../envelope.ts";

/** The private key that plays Alipay in the vectors. */
export const alipayKey: KeyObject = createPrivateKey({
  key: Buffer.from(vectors.alipay_test_key.private_key_pkcs8_base64, "base64"),
  format: "der",
  type: "pkcs8",
});

export const alipayPublicKeyText = vectors.alipay_test_key.public_key_spki_base64;
export const merchantPrivateKeyText = vectors.merchant_test_key.private_key_pkcs1_base64;
export const merchantPublicKeyText = vectors.merchant_test_key.public_key_spki_base64;

export const clientId = "211020000000000000044";
export const merchantId = "218820000000000000023";

/** A gateway account with the keys of the vectors. */
export function testConfig(changes: Partial<IntlConfig> = {}): IntlConfig {
  const merchant = readPrivateKey(merchantPrivateKeyText, "RSA");
  const alipay = readPublicKey(alipayPublicKeyText, "RSA");
  if (!merchant.ok || !alipay.ok) throw new Error("the keys of the vectors are readable");
  return {
    clientId,
    merchantId,
    gateway: "https://isupergw.alipaydev.com/isupergw",
    paths: {},
    signType: "RSA",
    privateKey: merchant.key,
    alipayPublicKey: alipay.key,
    doubleBase64: false,
    statusMember: null,
    ...changes,
  };
}

export function answerOf(body: string | Buffer, status = 200): Answer {
  return { kind: "answer", status, body: Buffer.from(body), contentType: "application/json", date: null, ms: 1 };
}

/** Any message, signed by Alipay's test key unless another is given. */
export function signedEnvelope(
  side: Side,
  message: unknown,
  { key = alipayKey, signType = "RSA" }: { key?: KeyObject; signType?: SignType } = {},
): string {
  const text = typeof message === "string" ? message : JSON.stringify(message);
  return `{"${side}":${text},"signature":"${signNow(text, key, signType)}"}`;
}

export const reqMsgId = "b6c6f1c2d5b94d0f9d0b8c9b3f3a7f11";

type Members = Readonly<Record<string, unknown>>;

export const success = {
  resultStatus: "S",
  resultCodeId: "00000000",
  resultCode: "SUCCESS",
  resultMsg: "success",
};

/** What Alipay says to a request; `resultInfo` is a success unless the body brings another. */
export function responseMessage(operation: IntlOperation, body: Members = {}, head: Members = {}) {
  return {
    head: {
      version: "2.0.0",
      function: operationNames[operation],
      clientId,
      respTime: "2026-03-01T12:34:57+08:00",
      reqMsgId,
      reserve: "{}",
      ...head,
    },
    body: { resultInfo: success, ...body },
  };
}

/** The answer as the gateway would send it. */
export function signedAnswer(operation: IntlOperation, body?: Members, head?: Members): Answer {
  return answerOf(signedEnvelope("response", responseMessage(operation, body, head)));
}
