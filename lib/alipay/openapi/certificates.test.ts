import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signNow } from "../testing/sign-now.ts";
import vectors from "../vectors/openapi-cert-sn.json" with { type: "json" };
import { readAlipayCertificates, readAppCertificate, readRootBundle } from "./certificates.ts";
import { parseNotification } from "./notification.ts";
import { buildPrecreate } from "./operations/precreate.ts";
import { parseQuery } from "./operations/query.ts";
import {
  alipayKey,
  answerOf,
  certificateTexts,
  certificateTrust,
  merchantPrivateKeyText,
  testConfig,
} from "./testing/account.ts";
import { signedNotice, tamperedNotice } from "./testing/notification-signer.ts";

const trust = certificateTrust();
const config = testConfig({ trust });
const [alipaySn = ""] = trust.alipayKeys.keys();

describe("certificates", () => {
  const blocks = certificateTexts.root.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const issuer = blocks[1] ?? "";
  const ec = blocks[0] ?? "";

  it("of Alipay may bring their issuers along, which sign no answers", () => {
    const read = readAlipayCertificates(`${certificateTexts.alipay}\n${issuer}`, "RSA2");
    expect(read.ok && [...read.keys.keys()]).toEqual([alipaySn]);
    expect(readAlipayCertificates(issuer, "RSA2")).toEqual({ ok: false, problem: "only_issuers" });
  });

  it("of Alipay stand side by side while it changes over", () => {
    const next = vectors.real_public_certificates.leaf[1];
    const read = readAlipayCertificates(`${certificateTexts.alipay}${next?.pem}`, "RSA2");
    expect(read.ok && [...read.keys.keys()]).toEqual([alipaySn, next?.expected_cert_sn]);
  });

  it.each([
    ["nothing", " \n", "empty"],
    ["a bare key", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A", "certificate_expected"],
    ["a private key", merchantPrivateKeyText, "certificate_expected"],
    [
      "a private key beside it",
      `${certificateTexts.app}-----BEGIN RSA PRIVATE KEY-----\nMII=\n-----END RSA PRIVATE KEY-----`,
      "certificate_expected",
    ],
    ["a cut certificate", certificateTexts.app.replace(/\n.{64}\n/, "\n"), "unreadable"],
  ])("are refused where %s was pasted", (_, text, problem) => {
    expect(readAppCertificate(text, "RSA2")).toEqual({ ok: false, problem });
    expect(readAlipayCertificates(text, "RSA2")).toEqual({ ok: false, problem });
    expect(readRootBundle(text)).toEqual({ ok: false, problem });
  });

  it("are refused with a key that cannot sign here, and without a root that counts", () => {
    expect(readAppCertificate(ec, "RSA2")).toEqual({ ok: false, problem: "not_rsa" });
    expect(readRootBundle(ec)).toEqual({ ok: false, problem: "no_rsa_root" });
  });
});

describe("in certificate mode", () => {
  it("a request names both certificates in what it signs", async () => {
    const built = await buildPrecreate(
      { out_trade_no: "T1", total_amount: "1.00", subject: "tea" },
      config,
      new Date(0),
    );
    const params = built.ok ? new URL(built.request.url).searchParams : new URLSearchParams();
    expect(params.get("app_cert_sn")).toBe(vectors.generated.leaf[0]?.expected_cert_sn);
    expect(params.get("alipay_root_cert_sn")).toBe(vectors.generated.root.expected_alipay_root_cert_sn);
  });

  describe("an answer", () => {
    const trade = {
      code: "10000",
      msg: "Success",
      out_trade_no: "T1",
      trade_no: "2026",
      trade_status: "TRADE_SUCCESS",
    };
    const text = JSON.stringify({ ...trade, total_amount: "88.88" });
    const sign = signNow(text, alipayKey, "RSA2");
    const read = (members: string, result = text) =>
      parseQuery(answerOf(`{"alipay_trade_query_response":${result}${members}}`), config, { out_trade_no: "T1" });

    it("is verified by the certificate that it names, before or behind the signature", () => {
      expect(read(`,"sign":"${sign}","alipay_cert_sn":"${alipaySn}"`)).toMatchObject({ kind: "trade" });
      expect(read(`,"alipay_cert_sn":"${alipaySn}","sign":"${sign}"`)).toMatchObject({ kind: "trade" });
      expect(read(`,"sign":"${sign}"`)).toMatchObject({ kind: "trade" });
    });

    it("F27 is unclear when it names a certificate that we do not hold, with a reason of its own", () => {
      const other = vectors.generated.leaf[0]?.expected_cert_sn;
      expect(read(`,"sign":"${sign}","alipay_cert_sn":"${other}"`)).toMatchObject({
        kind: "unclear",
        why: "unknown_certificate",
      });
    });

    it("B26 is unclear when the certificate's name is right and the signature is not", () => {
      const forged = text.replace("88.88", "0.01");
      expect(read(`,"sign":"${sign}","alipay_cert_sn":"${alipaySn}"`, forged)).toMatchObject({ why: "bad_signature" });
      expect(read(`,"sign":"${sign}","alipay_cert_sn":"${alipaySn}","alipay_cert_sn":"${alipaySn}"`)).toMatchObject({
        why: "bad_json",
      });
    });
  });

  describe("a notice", () => {
    it("is verified by the certificate that it names among its signed members", () => {
      const named = parseNotification(signedNotice({ alipay_cert_sn: alipaySn }), config);
      expect(named).toMatchObject({ kind: "trade_notice", notice: { unknownNames: [] } });
      expect(parseNotification(signedNotice(), config)).toMatchObject({ kind: "trade_notice" });
    });

    it("B1 is refused with another certificate, or with another key under this name", () => {
      expect(parseNotification(signedNotice({ alipay_cert_sn: "0" }), config)).toMatchObject({
        kind: "refused",
        checks: { signature: "unknown_certificate" },
      });
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      const forged = signedNotice({ alipay_cert_sn: alipaySn }, { key: privateKey });
      expect(parseNotification(forged, config)).toMatchObject({ checks: { signature: "wrong" } });
      const renamed = tamperedNotice({ alipay_cert_sn: alipaySn });
      expect(parseNotification(renamed, config)).toMatchObject({ checks: { signature: "wrong" } });
    });
  });
});
