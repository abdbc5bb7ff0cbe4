import { X509Certificate } from "node:crypto";
import { AlipaySdk } from "alipay-sdk";
import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../merchants/keys.ts";
import { setUpSimulator } from "../testing/fixture.ts";
import { chinaTime, createShop, type Params } from "../testing/shop.ts";
import { encryptText } from "./content-cipher.ts";

const { simulator, shopServer } = setUpSimulator();

const AES_KEY = Buffer.from("0123456789abcdef").toString("base64");
const keys = makeKeyPair();
const shopOf = (appId: string) => ({ appId, sellerId: "2088000000000007", publicKey: keys.publicKey });

/** The official SDK as the shop of a merchant that was just registered so. */
async function register(appId: string, fields: object): Promise<{ sdk: AlipaySdk; reply: Record<string, unknown> }> {
  const reply = await simulator().control("POST", "merchants", { ...shopOf(appId), ...fields });
  const { alipayPublicKey, appCertificate, alipayCertificate, alipayRootCertificate } = reply as Record<string, string>;
  const certificates = {
    ...(appCertificate ? { appCertContent: appCertificate } : {}),
    ...(alipayCertificate ? { alipayPublicCertContent: alipayCertificate } : {}),
    ...(alipayRootCertificate ? { alipayRootCertContent: alipayRootCertificate } : {}),
  };
  const sdk = new AlipaySdk({
    appId,
    privateKey: keys.privateKey,
    keyType: "PKCS8",
    gateway: simulator().shop.gatewayUrl,
    camelcase: false,
    encryptKey: AES_KEY,
    ...(alipayPublicKey ? { alipayPublicKey } : certificates),
  });
  return { sdk, reply };
}

const call = (sdk: AlipaySdk, method: string, content: { bizContent: object; notify_url?: string }) =>
  sdk.exec(`alipay.trade.${method}`, { timestamp: chinaTime(Date.now()), ...content }, { validateSign: true });
/** The SDK looks for braces in what it verifies, and an encrypted answer has none: the signature is looked at apart. */
const callEncrypted = (sdk: AlipaySdk, method: string, bizContent: object) =>
  sdk.exec(`alipay.trade.${method}`, { timestamp: chinaTime(Date.now()), bizContent, needEncrypt: true });
const order = (outTradeNo: string) => ({ out_trade_no: outTradeNo, total_amount: "88.88", subject: "绿茶" });

/** Its own signing, so that single parameters can be wrong. */
const plainShop = (appId: string) =>
  createShop({ ...simulator().shop, ...shopOf(appId), merchantPrivateKey: keys.privateKey });
const ask = async (appId: string, changed: Params) => {
  const shop = plainShop(appId);
  const { members } = await shop.send(shop.sign(shop.params("alipay.trade.query", { out_trade_no: "1" }, changed)));
  return `${members.code} ${members.sub_code}`;
};

describe("certificate mode", () => {
  it("goes from the code to the refund and its notification with the official SDK", async () => {
    const { sdk } = await register("cert-1", { certificates: true });
    const code = await call(sdk, "precreate", { bizContent: order("CERT1"), notify_url: shopServer().url });
    expect(code).toMatchObject({ code: "10000", out_trade_no: "CERT1" });
    await simulator().control("POST", "pay", { outTradeNo: "CERT1" });
    const bizContent = { out_trade_no: "CERT1", refund_amount: "88.88", out_request_no: "CERT1-1" };
    expect(await call(sdk, "refund", { bizContent })).toMatchObject({ fund_change: "Y" });
    await expect.poll(() => shopServer().received).toHaveLength(1);
    const told = shopServer().received[0]?.fields ?? {};
    expect(told.alipay_cert_sn).toMatch(/^[0-9a-f]{32}$/);
    expect(sdk.checkNotifySignV2(told)).toBe(true);
  });

  it("names Alipay's certificate in every answer, and another one once it has changed", async () => {
    const first = (await register("cert-2", { certificates: true })).reply;
    const again = (await register("cert-2", { certificates: true })).reply;
    expect([again.appCertificate, again.alipayRootCertificate]).toEqual([
      first.appCertificate,
      first.alipayRootCertificate,
    ]);
    expect(again.alipayCertificate).not.toBe(first.alipayCertificate);
    const root = new X509Certificate(String(again.alipayRootCertificate));
    for (const pem of [again.appCertificate, again.alipayCertificate]) {
      const certificate = new X509Certificate(String(pem));
      expect([certificate.ca, certificate.checkIssued(root), certificate.verify(root.publicKey)]).toEqual([
        false,
        true,
        true,
      ]);
    }
    expect(root.ca).toBe(true);
  });

  it("refuses a request without its certificates' numbers, and numbers where none were agreed", async () => {
    await register("cert-3", { certificates: true });
    expect(await ask("cert-3", {})).toBe("40002 isv.invalid-parameter");
    await register("cert-4", {});
    expect(await ask("cert-4", { app_cert_sn: "0".repeat(32) })).toBe("40002 isv.invalid-parameter");
  });
});

describe("encrypted contents", () => {
  it("come and go encrypted, as the official SDK writes and reads them", async () => {
    const { sdk } = await register("aes-1", { aesKey: AES_KEY });
    const code = await callEncrypted(sdk, "precreate", order("AES1"));
    expect(code).toMatchObject({ code: "10000", qr_code: expect.stringContaining("/w/") });
    const unknown = await callEncrypted(sdk, "query", { out_trade_no: "AES1" });
    expect(unknown).toMatchObject({ sub_code: "ACQ.TRADE_NOT_EXIST" });
    const { requests } = (await simulator().control("GET", "ledger")) as { requests: object[] };
    expect(requests).toMatchObject([{ outTradeNo: "AES1", content: { encrypt_type: "AES" } }, { outTradeNo: "AES1" }]);
    expect(JSON.stringify(requests)).not.toContain("88.88");
  });

  it("are signed with their quotes", async () => {
    await register("aes-5", { aesKey: AES_KEY });
    const shop = plainShop("aes-5");
    const biz_content = encryptText(JSON.stringify({ out_trade_no: "AES2" }), AES_KEY);
    const params = shop.params("alipay.trade.query", {}, { encrypt_type: "AES", biz_content });
    const { text, signature } = await shop.send(shop.sign(params));
    expect(text).toMatch(/^\{"alipay_trade_query_response":"[A-Za-z0-9+/=]+","sign":/);
    expect(signature).toBe("good");
  });

  it("are refused in plain words when another key encrypted them, or none was agreed", async () => {
    await register("aes-2", { aesKey: AES_KEY });
    const wrong = { encrypt_type: "AES", biz_content: Buffer.alloc(32).toString("base64") };
    expect(await ask("aes-2", wrong)).toBe("40002 isv.decryption-error-unknown");
    expect(await ask("aes-2", { encrypt_type: "DES" })).toBe("40002 isv.invalid-encrypt-type");
    await register("aes-3", {});
    expect(await ask("aes-3", { encrypt_type: "AES" })).toBe("40002 isv.invalid-encrypt-type");
    const short = { ...shopOf("aes-4"), aesKey: Buffer.alloc(15).toString("base64") };
    expect(await simulator().control("POST", "merchants", short)).toMatchObject({ httpStatus: 400 });
  });
});

describe("an application that acts for a merchant", () => {
  it("sends the token that it was given, and no other", async () => {
    await register("isv-1", { appAuthToken: "token-1" });
    expect(await ask("isv-1", { app_auth_token: "token-1" })).toBe("40004 ACQ.TRADE_NOT_EXIST");
    for (const wrong of [{ app_auth_token: "token-2" }, {}] as Params[]) {
      expect(await ask("isv-1", wrong)).toBe("20001 aop.invalid-app-auth-token");
    }
  });
});
