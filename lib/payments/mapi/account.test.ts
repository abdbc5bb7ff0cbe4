import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { alipayPublicKeyText, md5KeyText, merchantPrivateKeyText, partner } from "#lib/alipay/mapi/testing/account.ts";
import type { AccountContext } from "../account.ts";
import { accountKind } from "../registry.ts";
import { mapiSecrets, mapiSettings, openMapiAccount } from "./account.ts";

const context: AccountContext = {
  practice: null,
  allowedOrigins: [],
  notifyUrl: null,
  sender: { send: () => expect.unreachable(), close: () => {} },
};

const settings = {
  partner,
  signType: "MD5",
  settlementCurrency: "USD",
  secondaryMerchantId: "123",
  secondaryMerchantName: "Lotte & Co = x",
  secondaryMerchantIndustry: "5812",
  storeId: "A101",
  storeName: "McDonald in 966 3rd Ave, New York",
};
const keyPair = { signType: "RSA2", alipayPublicKey: alipayPublicKeyText };
const md5 = { md5Key: md5KeyText };
const rsa = { privateKey: merchantPrivateKeyText };

const open = (changes: object = {}, secrets: object = md5, change: Partial<AccountContext> = {}) =>
  openMapiAccount(mapiSettings.parse({ ...settings, ...changes }), mapiSecrets.parse(secrets), {
    ...context,
    ...change,
  });

function configOf(...given: Parameters<typeof open>) {
  const opened = open(...given);
  if (!opened.ok) throw new Error(`${opened.field}: ${opened.problem}`);
  return opened.value;
}

describe("a MAPI account", () => {
  it("opens with what a contract gives, and the documented defaults", () => {
    expect(configOf()).toMatchObject({
      partner,
      sellerId: partner,
      signType: "MD5",
      settlementCurrency: "USD",
      queryCurrency: "price",
      timestamp: "epoch",
      gateway: "https://globalmapi.alipay.com/gateway.do",
      backupGateway: "https://intlmapi.alipay.com/gateway.do",
    });
  });

  it("sends no blanks that were pasted around a value (seed-notes 0.3)", () => {
    const blanks = Object.fromEntries(Object.entries(settings).map(([name, text]) => [name, ` ${text}\n`]));
    expect(configOf({ ...blanks, signType: "MD5" }, { md5Key: ` ${md5KeyText} ` })).toEqual(configOf());
  });

  it("B8 writes & and = of names full-width, and refuses them in identifiers", () => {
    expect(configOf().store.secondary_merchant_name).toBe("Lotte ＆ Co ＝ x");
    for (const name of ["secondaryMerchantId", "storeId", "terminalId", "serviceProviderId"]) {
      expect(mapiSettings.safeParse({ ...settings, [name]: "A&B" }).success).toBe(false);
    }
  });

  it.each([
    { partner: "2089000000000001" },
    { partner: undefined },
    { sellerId: "x" },
    { signType: undefined },
    { signType: "DSA" },
    { signType: "md5" },
    { settlementCurrency: "KWD" },
    { queryCurrency: "both" },
    { timestamp: "unix" },
    { secondaryMerchantIndustry: "58120" },
    { secondaryMerchantName: "" },
    { storeName: undefined },
    { gateway: "ftp://mapi.alipay.com/" },
    { md5Key: md5KeyText },
    { appId: "1" },
  ])("is refused with %j", (changes) => {
    expect(mapiSettings.safeParse({ ...settings, ...changes }).success).toBe(false);
  });

  it.each([
    [{}, "empty"],
    [{ md5Key: "" }, "empty"],
    [{ md5Key: "   " }, "empty"],
    [{ md5Key: "short" }, "not_32_characters"],
    [{ md5Key: md5KeyText.slice(1) }, "not_32_characters"],
    [rsa, "empty"],
  ])("B4 does not open with MD5 and %j", (secrets, problem) => {
    expect(open({}, secrets)).toEqual({ ok: false, field: "md5Key", problem });
  });

  it.each(["RSA", "RSA2"])("opens with %s and the two keys of a pair each", (signType) => {
    expect(configOf({ ...keyPair, signType }, rsa)).toMatchObject({ signType });
  });

  it("names the key that is missing or wrong, without repeating it", () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const bare = privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
    const own = publicKey.export({ format: "der", type: "spki" }).toString("base64");
    const refused = (field: string, problem: string) => ({ ok: false, field, problem });
    expect(open(keyPair, {})).toEqual(refused("privateKey", "empty"));
    expect(open(keyPair, md5)).toEqual(refused("privateKey", "empty"));
    expect(open(keyPair, { privateKey: bare })).toEqual(refused("privateKey", "too_short"));
    expect(open({ signType: "RSA2" }, rsa)).toEqual(refused("alipayPublicKey", "empty"));
    expect(open({ ...keyPair, alipayPublicKey: bare }, rsa)).toEqual(refused("alipayPublicKey", "public_key_expected"));
    const swapped = { ...keyPair, signType: "RSA", alipayPublicKey: own };
    expect(open(swapped, { privateKey: bare })).toEqual(refused("alipayPublicKey", "own_public_key"));
  });

  it("B47 S15 goes to Alipay's hosts and to what the installation allows, the backup too", () => {
    const other = "https://gateway.example/gateway.do";
    const test = "https://mapi.alipaydev.com/gateway.do";
    expect(open({ gateway: other })).toEqual({ ok: false, field: "gateway", problem: "not_allowed" });
    expect(open({ backupGateway: other })).toEqual({ ok: false, field: "backupGateway", problem: "not_allowed" });
    expect(open({ gateway: "https://mapi.alipay.com.example/gateway.do" })).toMatchObject({ field: "gateway" });
    expect(configOf({ gateway: test })).toMatchObject({ gateway: test, backupGateway: null });
    const allowed = { allowedOrigins: ["https://gateway.example"] };
    expect(configOf({ gateway: other }, md5, allowed)).toMatchObject({ gateway: other, backupGateway: null });
    expect(configOf({ gateway: test, backupGateway: other }, md5, allowed)).toMatchObject({ backupGateway: other });
  });

  it("practises at the practice gateway alone", () => {
    const practice = { gateway: "http://127.0.0.1:8901", wallet: "http://192.168.1.5:8901" };
    expect(configOf({ backupGateway: "https://intlmapi.alipay.com/gateway.do" }, md5, { practice })).toMatchObject({
      gateway: "http://127.0.0.1:8901/gateway.do",
      backupGateway: null,
    });
  });

  it("B35 sells in the listed currencies only", () => {
    const sells = (currency: string) => accountKind("mapi").sells(currency);
    expect(["CNY", "USD", "JPY", "KRW", "GBP", "HKD"].map(sells)).toEqual(Array(6).fill(true));
    expect(["KWD", "TWD", "MOP", "usd", ""].map(sells)).toEqual(Array(5).fill(false));
  });

  it("is opened by its generation", () => {
    const opened = accountKind("mapi").open({ settings, secrets: md5 }, context);
    expect(opened.ok && opened.value.generation).toBe("mapi");
    expect(accountKind("mapi").open({ settings, secrets: {} }, context)).toMatchObject({ field: "md5Key" });
  });
});
