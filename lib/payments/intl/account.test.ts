import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  alipayPublicKeyText,
  merchantPrivateKeyText,
  merchantPublicKeyText,
} from "#lib/alipay/intl/testing/account.ts";
import type { AccountContext } from "../account.ts";
import { accountKind } from "../registry.ts";
import { intlSettings, openIntlAccount } from "./account.ts";

const base = {
  clientId: "211020000000000000044",
  merchantId: "218820000000000000023",
  productCode: "CASHIER_PAYMENT",
  alipayPublicKey: alipayPublicKeyText,
  gateway: "https://open-sea.alipay.com/api",
};
const secrets = { privateKey: merchantPrivateKeyText };
const live: AccountContext = {
  practice: null,
  allowedOrigins: ["https://gateway.example"],
  notifyUrl: null,
  sender: { send: () => Promise.reject(new Error("nothing is sent")), close: () => {} },
};
const practice = { ...live, practice: { gateway: "http://127.0.0.1:9", wallet: "http://127.0.0.1:9" } };

/** What an account becomes, or the field that is refused and why. */
function open(changes: Record<string, unknown> = {}, context = live, secret = secrets) {
  const opened = openIntlAccount(intlSettings.parse({ ...base, ...changes }), secret, context);
  return opened.ok ? opened.value : `${opened.field}: ${opened.problem}`;
}

describe("an intl account", () => {
  it("needs little, and says what it takes for granted", () => {
    expect(open()).toEqual({
      config: {
        clientId: base.clientId,
        merchantId: base.merchantId,
        gateway: "https://open-sea.alipay.com/api",
        paths: {},
        signType: "RSA",
        privateKey: expect.anything(),
        alipayPublicKey: expect.anything(),
        formerAlipayKey: null,
        doubleBase64: false,
        statusMember: null,
      },
      terms: { productCode: "CASHIER_PAYMENT", paymentSite: "ALIPAY_CN", terminalType: "WEB", urlType: "SHORT" },
      seller: null,
      sendsRedirectUrl: true,
      pageOrigins: [],
      meanings: new Map(["SUCCESS", "TRADE_SUCCESS", "FINISHED", "TRADE_FINISHED"].map((value) => [value, "paid"])),
    });
  });

  it("has each of its settings", () => {
    const account = open({
      signType: "RSA2",
      gateway: "https://gateway.example/pay/",
      preparePath: "/a/b.htm",
      queryPath: "/c",
      cancelPath: "/d",
      refundPath: "/e.htm",
      statusMember: "acquirementStatus",
      paidValues: ["SUCCESS"],
      closedValues: ["CLOSED", "CANCELLED"],
      pageHosts: ["www.paymentsite.com"],
      settleContractId: "USD-1",
      paymentSite: "ALIPAY_HK",
      terminalType: "WAP",
      urlType: "DEFAULT",
      redirectUrl: "configured",
      sellerId: "2188205006167080",
      mcc: "5691",
      sellerName: "Zara",
      doubleBase64: true,
    });
    expect(account).toMatchObject({
      pageOrigins: ["https://www.paymentsite.com"],
      config: {
        gateway: "https://gateway.example/pay",
        paths: { prepareForRedirect: "/a/b.htm", payQuery: "/c", payCancel: "/d", refund: "/e.htm" },
        signType: "RSA2",
        doubleBase64: true,
        statusMember: "acquirementStatus",
      },
      terms: { settleContractId: "USD-1", paymentSite: "ALIPAY_HK", terminalType: "WAP", urlType: "DEFAULT" },
      seller: { sellerId: "2188205006167080", mcc: "5691", sellerName: "Zara" },
      sendsRedirectUrl: false,
      meanings: new Map([
        ["SUCCESS", "paid"],
        ["CLOSED", "closed"],
        ["CANCELLED", "closed"],
      ]),
    });
  });

  it("takes keys of 2048 bits, whatever the hash (intl.md section 2.2)", () => {
    const short = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const der = { format: "der" } as const;
    const privateKey = short.privateKey.export({ ...der, type: "pkcs8" }).toString("base64");
    const alipayPublicKey = short.publicKey.export({ ...der, type: "spki" }).toString("base64");
    for (const signType of ["RSA", "RSA2"]) {
      expect(open({ signType }, live, { privateKey })).toBe("privateKey: too_short");
      expect(open({ signType, alipayPublicKey })).toBe("alipayPublicKey: too_short");
    }
  });

  it("B47 speaks to known gateways and to origins that the installation allows", () => {
    for (const gateway of [
      "https://isupergw.alipaydev.com/isupergw",
      "https://open-sea.alipay.com/api/",
      "https://open-na.alipay.com/api",
      "https://gateway.example/anything",
    ]) {
      expect(typeof open({ gateway })).toBe("object");
    }
    for (const gateway of [
      "https://open-sea.alipay.com",
      "https://open-sea.alipay.com/api/../evil",
      "http://open-sea.alipay.com/api",
      "https://gateway.example.evil.example/api",
      "http://gateway.example/api",
      "http://127.0.0.1/api",
    ]) {
      expect(open({ gateway })).toBe("gateway: not_allowed");
    }
  });

  it("B47 names a gateway when it is live: none is known to every contract", () => {
    expect(open({ gateway: undefined })).toBe("gateway: missing");
    expect(open({ gateway: undefined }, practice)).toMatchObject({
      config: { gateway: "http://127.0.0.1:9/isupergw" },
    });
    expect(open({}, practice)).toMatchObject({ config: { gateway: "http://127.0.0.1:9/isupergw" } });
  });

  it.each([
    ["alipayPublicKey", { alipayPublicKey: "x" }, "unreadable"],
    ["alipayPublicKey", { alipayPublicKey: merchantPublicKeyText }, "own_public_key"],
    ["alipayPublicKey", { alipayPublicKey: merchantPrivateKeyText }, "public_key_expected"],
    ["closedValues", { closedValues: ["CLOSED", "FINISHED"] }, "also_paid"],
    ["sellerName", { sellerId: "1", mcc: "5691" }, "missing"],
    ["sellerId", { mcc: "5691" }, "missing"],
  ])("B48 is refused at %s with %j", (field, changes, problem) => {
    expect(open(changes)).toBe(`${field}: ${problem}`);
  });

  it("B48 is refused with a public key in place of the private one", () => {
    expect(open({}, live, { privateKey: alipayPublicKeyText })).toBe("privateKey: private_key_expected");
  });

  it.each([
    { clientId: "1".repeat(33) },
    { clientId: " 211020000000000000044" },
    { productCode: undefined },
    { gateway: "open-sea.alipay.com/api" },
    { gateway: "https://open-sea.alipay.com/api?x=1" },
    { gateway: "https://user@open-sea.alipay.com/api" },
    { gateway: "ftp://open-sea.alipay.com/api" },
    { queryPath: "pay/query" },
    { queryPath: "/pay query" },
    { queryPath: "/pay?x=1" },
    { queryPath: "//evil.example/@" },
    { paidValues: [] },
    { paidValues: [""] },
    { statusMember: "" },
    { statusMember: "a.b" },
    { mcc: "569" },
    { signType: "MD5" },
    { paymentSite: { ALIPAY_CN: "null" } },
    { storeId: "unknown" },
  ])("is refused by its shape with %j", (changes) => {
    expect(intlSettings.safeParse({ ...base, ...changes }).success).toBe(false);
  });

  it("is known to the registry, for every currency of three capitals", () => {
    const kind = accountKind("intl");
    expect(["USD", "JPY", "KWD", "CNY"].every((currency) => kind?.sells(currency))).toBe(true);
    expect(["", "usd", "US", "USDT"].some((currency) => kind?.sells(currency))).toBe(false);
    expect(accountKind("intl").open({ settings: base, secrets }, live)).toMatchObject({
      ok: true,
      value: { generation: "intl" },
    });
    const foreign = { ...base, gateway: "https://evil.example" };
    expect(accountKind("intl").open({ settings: foreign, secrets }, live)).toEqual({
      ok: false,
      field: "gateway",
      problem: "not_allowed",
    });
  });
});
