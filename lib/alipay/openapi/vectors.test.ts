import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readPrivateKey, readPublicKey } from "../keys/keys.ts";
import type { SignType } from "../sign.ts";
import { signString } from "../sign-string.ts";
import { encodeNotice } from "../testing/form-notice.ts";
import aesVectors from "../vectors/openapi-aes.json" with { type: "json" };
import certificateVectors from "../vectors/openapi-cert-sn.json" with { type: "json" };
import notifyVectors from "../vectors/openapi-notify.json" with { type: "json" };
import requestVectors from "../vectors/openapi-request-sign.json" with { type: "json" };
import responseVectors from "../vectors/openapi-response-verify.json" with { type: "json" };
import { readAppCertificate, readRootBundle } from "./certificates.ts";
import { decryptContent, encryptContent, readAesKey } from "./content.ts";
import { parseNotification } from "./notification.ts";
import { signParams } from "./request.ts";
import { verifySignedText } from "./response.ts";
import { testConfig } from "./testing/account.ts";

function privateKey(text: string, signType: SignType) {
  const read = readPrivateKey(text, signType);
  if (!read.ok) throw new Error(read.problem);
  return read.key;
}

function trust(text: string) {
  const read = readPublicKey(text, "RSA2");
  if (!read.ok) throw new Error(read.problem);
  return { mode: "key", alipayPublicKey: read.key } as const;
}

describe("openapi-request-sign vectors", () => {
  it.each(requestVectors.cases)(
    "$name",
    async ({ params_before_signing, sign, sign_string, sign_string_utf8_sha256 }) => {
      const params = Object.fromEntries(
        Object.entries(params_before_signing).filter(([, value]) => value !== undefined),
      ) as Record<string, string>;
      const text = signString(Object.entries(params), ["sign"]);
      expect(text).toBe(sign_string);
      expect(createHash("sha256").update(text).digest("hex")).toBe(sign_string_utf8_sha256);
      const signType = params_before_signing.sign_type as SignType;
      const { private_key_pkcs1_base64: pkcs1, private_key_pkcs8_base64: pkcs8 } = requestVectors.merchant_test_key;
      expect(await signParams(params, { privateKey: privateKey(pkcs1, signType), signType })).toBe(sign);
      expect(await signParams(params, { privateKey: privateKey(pkcs8, signType), signType })).toBe(sign);
    },
  );
});

describe("openapi-cert-sn vectors", () => {
  const { real_public_certificates: real, generated } = certificateVectors;

  it.each([...real.leaf, ...generated.leaf])("$name", ({ pem, expected_cert_sn }) => {
    expect(readAppCertificate(pem, "RSA2")).toMatchObject({ ok: true, sn: expected_cert_sn });
  });

  it.each([
    ["Alipay's root bundle", real.root],
    ["a generated root bundle", generated.root],
  ])("%s", (_, { pem_bundle, parts, expected_alipay_root_cert_sn }) => {
    expect(readRootBundle(pem_bundle)).toEqual({ ok: true, sn: expected_alipay_root_cert_sn });
    const counted = parts.filter(({ counted: counts }) => counts).map(({ sn_if_counted: sn }) => sn);
    expect(counted.join("_")).toBe(expected_alipay_root_cert_sn);
  });
});

describe("openapi-aes vectors", () => {
  it.each(aesVectors.cases)("$plaintext", ({ aes_key_base64, plaintext, ciphertext_base64 }) => {
    const read = readAesKey(aes_key_base64);
    if (!read.ok) throw new Error(read.problem);
    expect(encryptContent(plaintext, read.key)).toBe(ciphertext_base64);
    expect(decryptContent(ciphertext_base64, read.key)).toBe(plaintext);
  });
});

describe("openapi-response-verify vectors", () => {
  it.each(responseVectors.cases)("$name", (vector) => {
    const text = Buffer.from(vector.raw_body_utf8_base64, "base64").toString("utf8");
    expect(text).toBe(vector.raw_body);
    const config = {
      trust: trust(responseVectors.alipay_test_key.public_key_spki_base64),
      signType: vector.sign_type as SignType,
    };
    const verified = verifySignedText(text, vector.method, config);
    expect(verified.ok).toBe(vector.expected_valid);
    if (verified.ok) expect(verified.text).toBe(vector.expected_signed_substring);
  });

  it.each(responseVectors.real_extraction_cases_from_official_tests.cases)("$name", (vector) => {
    const config = { trust: trust(vector.alipay_public_key_base64), signType: "RSA2" } as const;
    const verified = verifySignedText(vector.raw_body, "alipay.offline.material.image.upload", config);
    expect(verified).toEqual({ ok: true, isError: false, text: vector.expected_signed_substring });
  });
});

describe("openapi-notify vectors", () => {
  const config = testConfig({ trust: trust(notifyVectors.alipay_test_key.public_key_spki_base64) });

  it.each(notifyVectors.cases)("$name", (vector) => {
    // The GBK case has its verdict under another name: it is valid over the bytes that came.
    const expected = vector.valid_with_v1_rule ?? vector.signed_bytes_encoding === "gbk";
    const { checks, kind } = parseNotification(Buffer.from(vector.http_body), config);
    expect(checks.signature === "good").toBe(expected);
    expect(kind).toBe(expected ? "trade_notice" : "refused");
  });

  it.each(notifyVectors.real_cases_from_official_sdk_tests.cases)("$name", (vector) => {
    const fields = vector.decoded_params as Record<string, string>;
    const account = { ...config, appId: fields.app_id ?? "", trust: trust(vector.alipay_public_key_base64) };
    const { checks } = parseNotification(encodeNotice(fields), account);
    // Rule v2 is for messages that are not about trades: those are refused here.
    expect(checks.signature === "good").toBe(vector.valid_with_v1_rule);
  });
});
