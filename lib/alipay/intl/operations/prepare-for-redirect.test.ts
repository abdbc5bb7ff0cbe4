import { createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../json.ts";
import { verifyEnvelope } from "../envelope.ts";
import {
  answerOf,
  merchantId,
  reqMsgId,
  responseMessage,
  signedAnswer,
  success,
  testConfig,
} from "../testing/account.ts";
import { samplePaymentSiteUrl, seedRequest, seedResponse } from "../testing/seed.ts";
import { buildPrepareForRedirect, type PrepareInput, parsePrepareForRedirect } from "./prepare-for-redirect.ts";

const config = testConfig();
const stamp = { at: new Date("2026-03-01T04:34:56Z"), reqMsgId };
const sale: PrepareInput = {
  productCode: "AUTO_DEBIT",
  merchantTransId: "T20260301_0201",
  order: { orderAmount: { currency: "USD", value: "239" }, orderTitle: "咖啡 & “cake”" },
  paymentSite: "ALIPAY_CN",
  terminalType: "WEB",
};

async function requestOf(input: PrepareInput = sale, account = config) {
  const built = await buildPrepareForRedirect(input, account, stamp);
  if (!built.ok) throw new Error(`${built.field}: ${built.problem}`);
  return built.request;
}

const bodyOf = async (input: PrepareInput) => JSON.parse((await requestOf(input)).body).request.body;

/** "ok", or the field and what is wrong with it. `unknown` stands for callers whose types were not checked. */
async function verdict(changes: Readonly<Record<string, unknown>>, account = config): Promise<string> {
  const built = await buildPrepareForRedirect({ ...sale, ...changes } as PrepareInput, account, stamp);
  return built.ok ? "ok" : `${built.field}: ${built.problem}`;
}

const withOrder = (changes: Readonly<Record<string, unknown>>) => ({ order: { ...sale.order, ...changes } });

describe("the request for a payment page", () => {
  it("is a JSON envelope at the function's own address, with nothing in the query string", async () => {
    const { url, headers, body } = await requestOf();
    expect(url).toBe("https://isupergw.alipaydev.com/isupergw/alipay/intl/acquiring/cashier/prepareforredirect.htm");
    expect(headers).toEqual({ "content-type": "application/json; charset=UTF-8" });
    expect(JSON.parse(body)).toEqual({
      request: {
        head: {
          version: "2.0.0",
          function: "alipay.intl.acquiring.cashier.prepareForRedirect",
          clientId: "211020000000000000044",
          reqTime: "2026-03-01T12:34:56+08:00",
          reqMsgId,
          reserve: "{}",
        },
        body: { merchantId, ...sale },
      },
      signature: expect.stringMatching(/^[A-Za-z0-9+/]{342}==$/),
    });
  });

  it("is signed over exactly the characters that are sent, by the account's method", async () => {
    for (const signType of ["RSA", "RSA2"] as const) {
      const { body } = await requestOf(sale, testConfig({ signType }));
      const trust = { ...testConfig({ signType }), alipayPublicKey: createPublicKey(config.privateKey) };
      expect(verifyEnvelope(body, "request", trust).ok).toBe(true);
    }
  });

  it("is addressed as the account says where the rule does not hold", async () => {
    const account = testConfig({ gateway: "https://gw.example/api", paths: { prepareForRedirect: "/pay/prepare" } });
    expect((await requestOf(sale, account)).url).toBe("https://gw.example/api/pay/prepare");
  });

  it("has the members of the document's sample in its own words (seed-notes 2.1, 2.2, 2.3, 2.5, 2.11, 2.13, 2.14, 2.15)", async () => {
    const { body } = seedRequest.request;
    const { deviceInfo, userInfo, orderInfos } = body.riskInfo;
    const sent = await bodyOf({
      productCode: body.productCode,
      merchantTransId: body.merchantTransId,
      order: body.order,
      expireTime: body.expireTime,
      settleContractId: body.settleContractId,
      paymentSite: "ALIPAY_CN",
      terminalType: "WEB",
      urlType: "SHORT",
      extendInfo: {},
      riskInfo: { deviceInfo: { ...deviceInfo, isJailbreaked: "true" }, userInfo, orderInfos, riskExtendInfo: {} },
      notifyUrl: body.notifyUrl,
    });
    expect(sent).toEqual({
      ...body,
      // The sample lists the enums in place of a value, and has a boolean where all its neighbours are text.
      paymentSite: "ALIPAY_CN",
      urlType: "SHORT",
      riskInfo: { ...body.riskInfo, deviceInfo: { ...deviceInfo, isJailbreaked: "true" } },
    });
    expect(sent.terminalType).not.toBe(sent.riskInfo.deviceInfo.terminalType);
  });

  it("has no blank in any name, unlike the document's tables (seed-notes 2.20)", async () => {
    const names = new Set<string>();
    JSON.stringify(await bodyOf({ ...sale, riskInfo: { deviceInfo: { timeZone: "UTC+11" } } }), (name, value) => {
      names.add(name);
      return value;
    });
    expect([...names].filter((name) => /\s/.test(name))).toEqual([]);
    expect(names).toContain("merchantTransId");
  });

  it("carries extendInfo and riskExtendInfo as JSON texts (seed-notes 2.13)", async () => {
    const sent = await bodyOf({ ...sale, extendInfo: { till: '3"' }, riskInfo: { riskExtendInfo: { a: "b" } } });
    expect([sent.extendInfo, sent.riskInfo.riskExtendInfo]).toEqual(['{"till":"3\\""}', '{"a":"b"}']);
  });

  it.each([
    { paymentSite: "ALIPAY_HK" },
    { urlType: "DEFAULT" },
    { terminalType: "APP" },
    { expireTime: "3min" },
    { expireTime: "3m" },
    { settleContractId: "USD-1" },
    { merchantTransId: "a".repeat(64) },
    { merchantRedirectUrl: "https://pos.example/r/".padEnd(512, "x") },
    { notifyUrl: "https://pos.example/".padEnd(256, "x") },
    { extendInfo: { a: "x".repeat(2048 - '{"a":""}'.length) } },
    withOrder({ orderTitle: "字".repeat(256), orderDetail: "x".repeat(1024) }),
    // seed-notes 2.4: the seller stands in the table's sample only.
    withOrder({ seller: { sellerId: "2188205006167080", mcc: "5691", sellerName: "Zara" } }),
    withOrder({ orderAmount: { currency: "JPY", value: "100" } }),
    withOrder({ orderAmount: { currency: "KWD", value: "999999999999999999" } }),
    { riskInfo: {} },
    { riskInfo: { orderInfos: [{ productName: "Tea", itemPrice: { currency: "USD", value: "239" } }, {}] } },
    { riskInfo: { deviceInfo: { idfa: "5D08BADB6-B7D1-46DE-BDAB-B66468A1EFCC" } } },
  ])("may hold %j", async (changes) => {
    expect(await verdict(changes)).toBe("ok");
  });

  it.each([
    [{ productCode: undefined }, "productCode: missing"],
    [{ productCode: "A".repeat(65) }, "productCode: too_long"],
    [{ productCode: "auto debit" }, "productCode: malformed"],
    [{ merchantTransId: "" }, "merchantTransId: missing"],
    [{ merchantTransId: "a".repeat(65) }, "merchantTransId: too_long"],
    [{ merchantTransId: "T'1" }, "merchantTransId: malformed"],
    [{ paymentSite: undefined }, "paymentSite: missing"],
    [{ paymentSite: { ALIPAY_CN: "null", ALIPAY_HK: "null" } }, "paymentSite: not_text"],
    [{ paymentSite: "ALIPAY_SG" }, "paymentSite: malformed"],
    [{ urlType: { DEFAULT: "null", SHORT: "null" } }, "urlType: not_text"],
    [{ urlType: "short" }, "urlType: malformed"],
    [{ terminalType: undefined }, "terminalType: missing"],
    [{ terminalType: "POS" }, "terminalType: malformed"],
    [{ expireTime: "3" }, "expireTime: malformed"],
    [{ expireTime: "3 min" }, "expireTime: malformed"],
    [{ expireTime: `${"1".repeat(14)}min` }, "expireTime: too_long"],
    [{ settleContractId: "x".repeat(65) }, "settleContractId: too_long"],
    [{ merchantRedirectUrl: "https://pos.example/r/".padEnd(513, "x") }, "merchantRedirectUrl: too_long"],
    [{ merchantRedirectUrl: "javascript:alert(1)" }, "merchantRedirectUrl: malformed"],
    [{ notifyUrl: "https://pos.example/".padEnd(257, "x") }, "notifyUrl: too_long"],
    [{ notifyUrl: "pos.example" }, "notifyUrl: malformed"],
    [{ extendInfo: { a: "x".repeat(2049 - '{"a":""}'.length) } }, "extendInfo: too_long"],
    [{ storeId: "1" }, "storeId: unknown_field"],
    [withOrder({ orderTitle: undefined }), "order.orderTitle: missing"],
    [withOrder({ orderTitle: "字".repeat(257) }), "order.orderTitle: too_long"],
    [withOrder({ orderTitle: "a\nb" }), "order.orderTitle: malformed"],
    [withOrder({ orderTitle: "\ud800" }), "order.orderTitle: malformed"],
    [withOrder({ orderDetail: "x".repeat(1025) }), "order.orderDetail: too_long"],
    [withOrder({ seller: { sellerId: "2188205006167080" } }), "order.seller.mcc: missing"],
    [withOrder({ seller: { sellerId: "1", mcc: "569", sellerName: "Z" } }), "order.seller.mcc: malformed"],
    [
      withOrder({ seller: { sellerId: "1".repeat(65), mcc: "5691", sellerName: "Z" } }),
      "order.seller.sellerId: too_long",
    ],
    [withOrder({ orderAmount: { currency: "USD", value: "0" } }), "order.orderAmount: out_of_range"],
    [{ riskInfo: { deviceInfo: { colour: "red" } } }, "riskInfo.deviceInfo.colour: unknown_field"],
    [{ riskInfo: { deviceInfo: { isJailbreaked: true } } }, "riskInfo.deviceInfo.isJailbreaked: not_text"],
    [{ riskInfo: { userInfo: { merchantUserId: "x".repeat(257) } } }, "riskInfo.userInfo.merchantUserId: too_long"],
    [{ riskInfo: { orderInfos: [{}, { productName: "" }] } }, "riskInfo.orderInfos.1.productName: missing"],
    [
      { riskInfo: { orderInfos: [{ itemPrice: { currency: "USD", value: "2.39" } }] } },
      "riskInfo.orderInfos.0.itemPrice: malformed",
    ],
  ])("is refused before sending with %j", async (changes, expected) => {
    expect(await verdict(changes)).toBe(expected);
  });

  it.each(["2.39", "0239", "+239", "-1", " 239", "", "2e2", "２３９", 239])(
    "B17 is refused with the amount %j: decimals are never sent in this generation",
    async (value) => {
      expect(await verdict(withOrder({ orderAmount: { currency: "USD", value } }))).toBe(
        "order.orderAmount: malformed",
      );
    },
  );

  it("names a broken setting of the account", async () => {
    expect(await verdict({}, testConfig({ clientId: "" }))).toBe("clientId: missing");
    expect(await verdict({}, testConfig({ clientId: "1".repeat(33) }))).toBe("clientId: too_long");
    expect(await verdict({}, testConfig({ merchantId: "1".repeat(65) }))).toBe("merchantId: too_long");
  });
});

describe("the answer to it", () => {
  const page = "https://open-global.alipay.com/p?a={b}";
  const question = { input: sale, reqMsgId };
  const parse = (body: Record<string, unknown>) =>
    parsePrepareForRedirect(signedAnswer("prepareForRedirect", body), config, question);

  it("holds the page as it came, and how long it lives", () => {
    expect(parse({ paymentSiteUrl: page, validTime: "600s" })).toEqual({
      kind: "prepared",
      paymentSiteUrl: page,
      validSeconds: 600,
    });
    expect(parse({ paymentSiteUrl: page })).toMatchObject({ validSeconds: null });
  });

  it("is read from the document's sample once somebody signs it (seed-notes 2.10)", () => {
    const { body } = seedResponse.response;
    expect(parse(body)).toEqual({ kind: "prepared", paymentSiteUrl: samplePaymentSiteUrl, validSeconds: 600 });
  });

  it("may be longer than the document states (seed-notes 2.10), and ends at 4,096 characters", () => {
    const ofLength = (length: number) => parse({ paymentSiteUrl: "https://x.alipay.com/".padEnd(length, "x") }).kind;
    expect([ofLength(1025), ofLength(4096), ofLength(4097)]).toEqual(["prepared", "prepared", "unclear"]);
  });

  it.each([
    ["no page", { validTime: "600s" }],
    ["an empty page", { paymentSiteUrl: "" }],
    ["a page that is no text", { paymentSiteUrl: [page] }],
    // seed-notes 2.9: seconds are the only unit.
    ["a life in other units", { paymentSiteUrl: page, validTime: "10min" }],
    ["a life without a unit", { paymentSiteUrl: page, validTime: "600" }],
    ["a life that is no text", { paymentSiteUrl: page, validTime: 600 }],
    ["an empty life", { paymentSiteUrl: page, validTime: "" }],
    ["a negative life", { paymentSiteUrl: page, validTime: "-600s" }],
    ["a life that has no room in its member", { paymentSiteUrl: page, validTime: `${"9".repeat(16)}s` }],
  ])("B27 is unclear with %s", (_, body) => {
    expect(parse(body)).toMatchObject({ kind: "unclear", why: "bad_member" });
  });

  it.each([
    ["S with another code", { ...success, resultCode: "PROCESS_FAIL", resultCodeId: "00000019" }],
    ["S with a code that no page lists", { ...success, resultCode: "NEVER_HEARD_OF" }],
    ["F with SUCCESS", { ...success, resultStatus: "F" }],
    ["U with SUCCESS", { ...success, resultStatus: "U" }],
  ])("B31 a page with %s is none (seed-notes 2.21)", (_, resultInfo) => {
    expect(parse({ resultInfo, paymentSiteUrl: page })).toMatchObject({ kind: "unclear", why: "contradiction" });
  });

  it("is no page when the result lacks its opening brace, as the table prints it (seed-notes 2.19)", () => {
    const text = JSON.stringify(responseMessage("prepareForRedirect", { paymentSiteUrl: page }));
    const printed = text.replace('"resultInfo":{', '"resultInfo":');
    expect(parseJson(printed).ok).toBe(false);
    expect(parsePrepareForRedirect(answerOf(`{"response":${printed}}`), config, question).kind).toBe("unclear");
  });

  it.each([
    ["PROCESS_FAIL", "fail"],
    ["PARAM_ILLEGAL", "fix"],
    ["REPEAT_REQ_INCONSISTENT", "new"],
  ])("is a refusal with F %s", (resultCode, reaction) => {
    expect(parse({ resultInfo: { resultStatus: "F", resultCode, resultMsg: "why" } })).toEqual({
      kind: "refused",
      reaction,
      resultStatus: "F",
      resultCode,
      resultCodeId: null,
      resultMsg: "why",
    });
  });
});
