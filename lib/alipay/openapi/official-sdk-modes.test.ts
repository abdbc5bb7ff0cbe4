import type { AlipaySdkConfig } from "alipay-sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startGateway } from "../testing/gateway-server.ts";
import { encryptContent, readAesKey } from "./content.ts";
import { parseNotification } from "./notification.ts";
import { buildBillLink } from "./operations/bill-link.ts";
import { buildPrecreate } from "./operations/precreate.ts";
import { buildQuery, parseQuery } from "./operations/query.ts";
import { buildRefund, parseRefund } from "./operations/refund.ts";
import { buildRefundQuery, parseRefundQuery } from "./operations/refund-query.ts";
import { answerOf, certificateTexts, certificateTrust, signedAnswerText, testConfig } from "./testing/account.ts";
import { signedNotice } from "./testing/notification-signer.ts";
import { at, officialSdk, sdkParams, sentParams } from "./testing/official-sdk.ts";

const aesKeyText = "MDEyMzQ1Njc4OWFiY2RlZg==";
const read = readAesKey(aesKeyText);
if (!read.ok) throw new Error(read.problem);
const aesKey = read.key;

const certificates: Partial<AlipaySdkConfig> = {
  appCertContent: certificateTexts.app,
  alipayPublicCertContent: certificateTexts.alipay,
  alipayRootCertContent: certificateTexts.root,
};
const trust = certificateTrust();
const [alipaySn] = trust.alipayKeys.keys();

const number = fc.stringMatching(/^[A-Za-z0-9_]{1,64}$/);
const amount = fc.integer({ min: 1, max: 999_999 }).map((yuan) => `${yuan}.${String(yuan % 100).padStart(2, "0")}`);
const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
  .filter((value) => value.trim() !== "" && value.length <= 256 && value.isWellFormed() && !/[&=\p{Cc}]/u.test(value));
const anyRefund = fc.record({
  out_trade_no: number,
  refund_amount: amount,
  out_request_no: number,
  refund_reason: text,
});
const runs = { numRuns: 25 };

describe("requests beside the official SDK", () => {
  it("are equal, signature included, for any refund", async () => {
    await fc.assert(
      fc.asyncProperty(anyRefund, async (bizContent) => {
        const theirs = sdkParams("alipay.trade.refund", { bizContent });
        expect(sentParams(await buildRefund(bizContent, testConfig(), at))).toEqual(theirs);
      }),
      runs,
    );
  });

  it("are equal for any question about a refund", async () => {
    await fc.assert(
      fc.asyncProperty(anyRefund, async (refund) => {
        const bizContent = { out_trade_no: refund.out_trade_no, out_request_no: refund.out_request_no };
        const theirs = sdkParams("alipay.trade.fastpay.refund.query", { bizContent });
        expect(sentParams(await buildRefundQuery(refund, testConfig(), at))).toEqual(theirs);
      }),
      runs,
    );
  });

  it("are equal for a bill", async () => {
    const bizContent = { bill_type: "trade", bill_date: "2026-02-28" } as const;
    const theirs = sdkParams("alipay.data.dataservice.bill.downloadurl.query", { bizContent });
    expect(sentParams(await buildBillLink(bizContent, testConfig(), at))).toEqual(theirs);
  });

  it("are equal for an order with goods, a service provider and shares", async () => {
    const bizContent = {
      out_trade_no: "T1",
      total_amount: "88.88",
      subject: "茶",
      goods_detail: [{ goods_id: "apple-01", goods_name: "苹果", quantity: 2, price: "44.44" }],
      extend_params: { sys_service_provider_id: "2088511833207846" },
      royalty_info: {
        royalty_type: "ROYALTY",
        royalty_detail_infos: [{ serial_no: 1, trans_in: "2088101126708402", amount: "0.10" }],
      },
    };
    const theirs = sdkParams("alipay.trade.precreate", { bizContent });
    expect(sentParams(await buildPrecreate(bizContent, testConfig(), at))).toEqual(theirs);
  });

  it("are equal in certificate mode", async () => {
    const config = testConfig({ trust });
    await fc.assert(
      fc.asyncProperty(number, async (out_trade_no) => {
        const theirs = sdkParams("alipay.trade.query", { bizContent: { out_trade_no } }, certificates);
        expect(theirs.alipay_root_cert_sn).toMatch(/^[0-9a-f]{32}_[0-9a-f]{32}$/);
        expect(sentParams(await buildQuery({ out_trade_no }, config, at))).toEqual(theirs);
      }),
      runs,
    );
  });

  it("are equal when encrypted, with certificates and a service provider's token too", async () => {
    const appAuthToken = "202603BBabcdef0123456789";
    const config = testConfig({ aesKey, trust, appAuthToken });
    await fc.assert(
      fc.asyncProperty(anyRefund, async (bizContent) => {
        const params = { bizContent, needEncrypt: true, appAuthToken };
        const theirs = sdkParams("alipay.trade.refund", params, { ...certificates, encryptKey: aesKeyText });
        expect(theirs.encrypt_type).toBe("AES");
        expect(sentParams(await buildRefund(bizContent, config, at))).toEqual(theirs);
      }),
      runs,
    );
  });
});

describe("answers beside the official SDK", () => {
  const refund = { out_trade_no: "T1", refund_amount: "8.88", out_request_no: "R1" };

  /** What the SDK reads of a body, its verification on unless said otherwise. */
  async function theirs(method: string, body: string, { client = {}, ...options }: Reading = {}) {
    const gateway = await startGateway((_, response) => response.end(body));
    const { needEncrypt = false, validateSign = true } = options;
    const sdk = officialSdk({ gateway, ...client });
    const params = { bizContent: { out_trade_no: "T1" }, ...(needEncrypt ? { needEncrypt } : {}) };
    return sdk.exec(method, params, { validateSign }).catch(() => "refused" as const);
  }
  type Reading = { client?: Partial<AlipaySdkConfig>; needEncrypt?: boolean; validateSign?: boolean };

  it("agree on a refund that is done", async () => {
    const members = { code: "10000", msg: "Success", out_trade_no: "T1", fund_change: "Y", refund_fee: "8.88" };
    const body = signedAnswerText("alipay_trade_refund_response", members);
    expect(await theirs("alipay.trade.refund", body)).toMatchObject({ fund_change: "Y" });
    expect(parseRefund(answerOf(body), testConfig(), refund)).toEqual({ kind: "done" });
  });

  it("B26 agree on a refund query that was changed on its way", async () => {
    const node = "alipay_trade_fastpay_refund_query_response";
    const members = { code: "10000", out_trade_no: "T1", out_request_no: "R1", refund_amount: "8.88" };
    const body = signedAnswerText(node, members).replace("8.88", "9.99");
    expect(await theirs("alipay.trade.fastpay.refund.query", body)).toBe("refused");
    expect(parseRefundQuery(answerOf(body), testConfig(), refund)).toMatchObject({ why: "bad_signature" });
  });

  const waiting = {
    ...{ code: "10000", msg: "Success", out_trade_no: "T1", trade_no: "2026" },
    ...{ trade_status: "WAIT_BUYER_PAY", total_amount: "88.88" },
  };
  const ask = (body: string, config = testConfig({ trust })) => parseQuery(answerOf(body), config, refund);
  const named = (sn: string) =>
    signedAnswerText("alipay_trade_query_response", waiting).replace(/}$/, `,"alipay_cert_sn":"${sn}"}`);

  it("agree in certificate mode", async () => {
    const body = named(alipaySn ?? "");
    expect(await theirs("alipay.trade.query", body, { client: certificates })).toMatchObject(waiting);
    expect(ask(body)).toMatchObject({ kind: "trade", trade_status: "WAIT_BUYER_PAY" });
  });

  it("differ where the SDK does not look which certificate is named", async () => {
    const body = named("0".repeat(32));
    expect(await theirs("alipay.trade.query", body, { client: certificates })).toMatchObject(waiting);
    expect(ask(body)).toMatchObject({ kind: "unclear", why: "unknown_certificate" });
  });

  it("agree on what an encrypted answer holds, where only we verify it", async () => {
    const content = JSON.stringify(encryptContent(JSON.stringify(waiting), aesKey));
    const body = signedAnswerText("alipay_trade_query_response", content);
    const client = { encryptKey: aesKeyText };
    const unverified = { client, needEncrypt: true, validateSign: false };
    expect(await theirs("alipay.trade.query", body, unverified)).toMatchObject(waiting);
    // The SDK cuts the text at braces, which ciphertext has not: it can only take such answers on trust.
    expect(await theirs("alipay.trade.query", body, { client, needEncrypt: true })).toBe("refused");
    expect(ask(body, testConfig({ aesKey }))).toMatchObject({ kind: "trade", trade_status: "WAIT_BUYER_PAY" });
  });

  it("agree on a notice that names its certificate", () => {
    const notice = signedNotice({ alipay_cert_sn: alipaySn });
    const fields = Object.fromEntries(new URLSearchParams(notice.toString()));
    expect(officialSdk(certificates).checkNotifySignV2(fields)).toBe(true);
    expect(parseNotification(notice, testConfig({ trust })).kind).toBe("trade_notice");
  });
});
