import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readAlipayCertificates } from "#lib/alipay/openapi/certificates.ts";
import {
  alipayPublicKeyText,
  certificateTexts,
  certificateTrust,
  merchantPrivateKeyText,
} from "#lib/alipay/openapi/testing/account.ts";
import type { AccountContext } from "../account.ts";
import { openapiSecrets, openapiSettings, openOpenapiAccount } from "./account.ts";

const live: AccountContext = {
  practice: null,
  allowedOrigins: [],
  notifyUrl: null,
  sender: { send: () => Promise.reject(new Error("nothing is sent here")), close: () => {} },
};
const identity = { appId: "2021000000000001", sellerId: "2088101106499364" };
const byKey = { ...identity, alipayPublicKey: alipayPublicKeyText };
const byCertificates = {
  ...identity,
  appCertificate: certificateTexts.app,
  alipayCertificate: certificateTexts.alipay,
  alipayRootCertificate: certificateTexts.root,
};
const ownPublicKey = createPublicKey({
  key: Buffer.from(merchantPrivateKeyText, "base64"),
  format: "der",
  type: "pkcs1",
})
  .export({ type: "spki", format: "der" })
  .toString("base64");
const strangerKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "der" })
  .toString("base64");

function open(settings: object, secrets: object = {}, context = live) {
  const all = openapiSecrets.parse({ privateKey: merchantPrivateKeyText, ...secrets });
  return openOpenapiAccount(openapiSettings.parse(settings), all, context);
}

function refusal(settings: object, secrets: object = {}) {
  const opened = open(settings, secrets);
  return opened.ok ? "opened" : `${opened.field}: ${opened.problem}`;
}

function account(settings: object, secrets: object = {}, context = live) {
  const opened = open(settings, secrets, context);
  if (!opened.ok) throw new Error(`${opened.field}: ${opened.problem}`);
  return opened.value;
}

describe("an OpenAPI account", () => {
  it("knows Alipay by its key, and asks Alipay's own gateway, with nothing that was not set", () => {
    expect(account(byKey)).toMatchObject({
      ...identity,
      signType: "RSA2",
      gateway: "https://openapi.alipay.com/gateway.do",
      trust: { mode: "key" },
    });
    expect(Object.keys(account(byKey))).not.toContain("aesKey");
    expect(Object.keys(account(byKey))).not.toContain("appAuthToken");
    expect(account(byKey).place).toEqual({});
  });

  it("knows Alipay by certificates, which name both sides", () => {
    const { trust } = account(byCertificates);
    expect(trust).toEqual(certificateTrust());
    const held = readAlipayCertificates(certificateTexts.alipay, "RSA2");
    expect(trust.mode === "certificate" && [...trust.alipayKeys.keys()]).toEqual(held.ok && [...held.keys.keys()]);
  });

  it("may encrypt, act for a merchant and name its place", () => {
    const opened = account(
      { ...byKey, storeId: "NJ_001", terminalId: "NJ_T_001" },
      { aesKey: "MDEyMzQ1Njc4OWFiY2RlZg==", appAuthToken: "202603BBabcdef0123456789" },
    );
    expect(opened.aesKey?.symmetricKeySize).toBe(16);
    expect(opened.appAuthToken).toBe("202603BBabcdef0123456789");
    expect(opened.place).toEqual({ store_id: "NJ_001", terminal_id: "NJ_T_001" });
  });

  it("asks the practice gateway when it is for practice", () => {
    const practice = { gateway: "http://127.0.0.1:9", wallet: "http://127.0.0.1:9" };
    expect(account(byKey, {}, { ...live, practice }).gateway).toBe("http://127.0.0.1:9/gateway.do");
  });

  it.each([
    ["no key of Alipay's at all", identity, "alipayPublicKey: empty"],
    ["a key beside certificates", { ...byCertificates, ...byKey }, "alipayPublicKey: beside_certificates"],
    [
      "a private key for a public one",
      { ...byKey, alipayPublicKey: merchantPrivateKeyText },
      "alipayPublicKey: public_key_expected",
    ],
    ["its own public key", { ...byKey, alipayPublicKey: ownPublicKey }, "alipayPublicKey: own_public_key"],
    ["a certificate for a key", { ...byKey, alipayPublicKey: certificateTexts.alipay }, "alipayPublicKey: certificate"],
    [
      "one certificate only",
      { ...byKey, alipayPublicKey: undefined, appCertificate: certificateTexts.app },
      "alipayCertificate: empty",
    ],
    ["no root", { ...byCertificates, alipayRootCertificate: undefined }, "alipayRootCertificate: empty"],
    ["no own certificate", { ...byCertificates, appCertificate: undefined }, "appCertificate: empty"],
    [
      "Alipay's certificate for its own",
      { ...byCertificates, appCertificate: certificateTexts.alipay },
      "appCertificate: of_another_key",
    ],
    [
      "its own certificate for Alipay's",
      { ...byCertificates, alipayCertificate: certificateTexts.app },
      "alipayCertificate: own_public_key",
    ],
    [
      "a private key for a certificate",
      { ...byCertificates, appCertificate: merchantPrivateKeyText },
      "appCertificate: certificate_expected",
    ],
    ["a foreign gateway", { ...byKey, gateway: "https://alipay.example/gateway.do" }, "gateway: not_allowed"],
  ])("is refused with %s, at the field", (_, settings, expected) => {
    expect(refusal(settings)).toBe(expected);
  });

  it("is refused with secrets that fit nothing, and repeats none of them", () => {
    expect(refusal(byKey, { privateKey: alipayPublicKeyText })).toBe("privateKey: private_key_expected");
    expect(refusal(byCertificates, { privateKey: strangerKey })).toBe("appCertificate: of_another_key");
    expect(refusal(byKey, { aesKey: "c2hvcnQ=" })).toBe("aesKey: not_16_bytes");
    expect(openapiSecrets.safeParse({ privateKey: "x", appAuthToken: "x".repeat(41) }).success).toBe(false);
    expect(openapiSettings.safeParse({ ...byKey, storeId: "x".repeat(33) }).success).toBe(false);
    expect(openapiSettings.safeParse({ ...byKey, terminalId: "t 1" }).success).toBe(false);
  });
});
