import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../../testing/fixture.ts";
import { PREPARE } from "../../testing/intl-shop.ts";

const { simulator } = setUpSimulator();

type Changed = Record<string, unknown>;

const shop = () => simulator().intl;
const control = (name: string, body: object) => simulator().control("POST", name, body);
const prepare = (merchantTransId: string, changed: Changed = {}) =>
  shop().call(PREPARE, shop().order(merchantTransId, changed));
const codes = async () => (await simulator().control("GET", "ledger")).codes as Record<string, string>[];
const withAmount = (orderAmount: unknown) => ({ order: { orderAmount, orderTitle: "Tea" } });
const withOrder = (changed: Changed) => ({
  order: { orderAmount: { currency: "USD", value: "239" }, orderTitle: "Women Summer Dress", ...changed },
});

/** The whole request sample of seed 002, but for its two enums that are objects there. */
const EVERYTHING = {
  ...withOrder({ orderDetail: "New", seller: { sellerId: "2188205006167080", mcc: "5691", sellerName: "Zara" } }),
  expireTime: "3min",
  settleContractId: "USD-1",
  merchantRedirectUrl: "https://www.merchant.com/payResult.html",
  urlType: "",
  extendInfo: "{}",
  riskInfo: {
    deviceInfo: {
      sessionId: "26daf780047938bf8d5b7ea8906003e9",
      clientIp: "121.0.29.220",
      latitudeLongitude: "39.9151190000,116.4039630000",
      idfa: "5D08BADB6-B7D1-46DE-BDAB-B66468A1EFCC",
      terminalType: "APP",
      deviceBootTime: "2001-07-04T12:08:56+05:30",
      screenResolution: "1024*768",
      isJailbreaked: true,
      timeZone: "UTC+11",
    },
    userInfo: { signupTime: "2001-07-04T12:08:56+05:30", merchantUserId: "user0001" },
    orderInfos: [{ productName: "iPhone 7", itemPrice: { currency: "USD", value: "239" } }],
    riskExtendInfo: "{}",
  },
  notifyUrl: "https://xxx.xxx.xxx",
};

describe("the body of prepareForRedirect", () => {
  const good: readonly (readonly [string, Changed, object])[] = [
    ["every member of the document", EVERYTHING, { minor: "239", currency: "USD", notifyUrl: "https://xxx.xxx.xxx" }],
    ["whole yen", withAmount({ currency: "JPY", value: "100" }), { minor: "100", currency: "JPY" }],
    ["the smallest amount", withAmount({ currency: "GBP", value: "1" }), { minor: "1", currency: "GBP" }],
    ["the other site", { paymentSite: "ALIPAY_HK" }, {}],
    ["a phone's terminal", { terminalType: "WAP" }, {}],
  ];
  it.each(good)("may have %s", async (_name, changed, code) => {
    expect((await prepare("P1", changed)).resultInfo.resultCode).toBe("SUCCESS");
    expect(await codes()).toMatchObject([{ generation: "intl", outTradeNo: "P1", ...code }]);
  });

  const bad: readonly (readonly [string, Changed])[] = [
    ["another merchant", { merchantId: "218820000000000000023" }],
    ["another product", { productCode: "CASHIER" }],
    ["no number", { merchantTransId: undefined }],
    ["a number of 65 characters", { merchantTransId: "x".repeat(65) }],
    ["a number with a blank", { merchantTransId: "a b" }],
    ["no order", { order: undefined }],
    ["an order that is a text", { order: "{}" }],
    ["no title", withOrder({ orderTitle: "" })],
    ["a detail that is a number", withOrder({ orderDetail: 1 })],
    ["a misspelt member of the order", withOrder({ ordertitle: "Tea" })],
    ["a merchant category of three digits", withOrder({ seller: { mcc: "569" } })],
    ["an amount that is a number", withAmount({ currency: "USD", value: 239 })],
    ["an amount with a point", withAmount({ currency: "USD", value: "2.39" })],
    ["an amount with a zero in front", withAmount({ currency: "USD", value: "0239" })],
    ["nothing to pay", withAmount({ currency: "USD", value: "0" })],
    ["an amount below nothing", withAmount({ currency: "USD", value: "-1" })],
    ["an amount with a blank", withAmount({ currency: "USD", value: " 1" })],
    ["a bare amount", withAmount("239")],
    ["a currency in lower case", withAmount({ currency: "usd", value: "1" })],
    ["another member in its amount", withAmount({ currency: "USD", value: "1", cents: "1" })],
    ["a life without a unit", { expireTime: "3" }],
    ["a life of nothing", { expireTime: "0min" }],
    ["a life in another spelling", { expireTime: "3minutes" }],
    ["a life of 17 characters", { expireTime: "1234567890123456s" }],
    ["a life that nobody means", { expireTime: "11y" }],
    ["the site of the sample, an object", { paymentSite: { ALIPAY_CN: "null", ALIPAY_HK: "null" } }],
    ["no site", { paymentSite: undefined }],
    ["another site", { paymentSite: "ALIPAY_US" }],
    ["no terminal", { terminalType: undefined }],
    ["another terminal", { terminalType: "POS" }],
    ["the address type of the sample, an object", { urlType: { DEFAULT: "null", SHORT: "null" } }],
    ["another address type", { urlType: "LONG" }],
    ["a way back that is no address", { merchantRedirectUrl: "payResult.html" }],
    ["a way back that runs a script", { merchantRedirectUrl: "javascript:alert(1)" }],
    ["a way back of 513 characters", { merchantRedirectUrl: `https://shop/${"x".repeat(500)}` }],
    ["a notify address of 257 characters", { notifyUrl: `https://shop/${"x".repeat(244)}` }],
    ["an extendInfo that is an object", { extendInfo: {} }],
    ["an extendInfo that is no JSON text", { extendInfo: "a=b" }],
    ["a misspelt member", { merchantRedirectURL: "https://shop/" }],
    ["a nothing", { notifyUrl: null }],
    ["a misspelt device", { riskInfo: { deviceInfo: { clientIP: "::1" } } }],
    ["a resolution of another form", { riskInfo: { deviceInfo: { screenResolution: "1024x768" } } }],
    ["a risk price with a point", { riskInfo: { orderInfos: [{ itemPrice: { currency: "USD", value: "2.39" } }] } }],
    ["risk orders that are no array", { riskInfo: { orderInfos: {} } }],
  ];
  it.each(bad)("is refused with %s", async (_name, changed) => {
    expect((await prepare("B1", changed)).resultInfo).toMatchObject({ resultStatus: "F", resultCode: "PARAM_ILLEGAL" });
    expect(await codes()).toEqual([]);
  });
});

describe("a life", () => {
  it("is in minutes with min, and in months with m", async () => {
    expect((await prepare("L1", { expireTime: "3min" })).validTime).toBe("180s");
    expect((await prepare("L2", { expireTime: "3m" })).validTime).toBe(`${90 * 86_400}s`);
    expect((await prepare("L3", { expireTime: "90s" })).validTime).toBe("90s");
  });

  it("of a page may be shorter than its order's, or not told", async () => {
    await control("settings", { intlValidSeconds: 60 });
    expect((await prepare("L4", { expireTime: "3min" })).validTime).toBe("60s");
    const [code] = await codes();
    const seconds = (to = "") => Math.round((Date.parse(to) - Date.parse(code?.madeAt ?? "")) / 1000);
    expect([seconds(code?.codeEndsAt), seconds(code?.tradeEndsAt)]).toEqual([60, 180]);
    await control("settings", { intlValidSeconds: 0 });
    expect(await prepare("L5")).not.toHaveProperty("validTime");
  });
});

describe("the same number", () => {
  it("gives the same page for the same content, and is refused with another", async () => {
    const first = await prepare("N1");
    expect((await prepare("N1")).paymentSiteUrl).toBe(first.paymentSiteUrl);
    const other = await prepare("N1", { expireTime: "3min" });
    expect(other.resultInfo).toMatchObject({ resultStatus: "F", resultCode: "REPEAT_REQ_INCONSISTENT" });
  });

  it("is refused once it is paid, and once it is closed", async () => {
    await prepare("N2");
    await control("pay", { outTradeNo: "N2" });
    expect((await prepare("N2")).resultInfo.resultCode).toBe("ORDER_IS_PAID");
    await prepare("N3");
    await control("decline", { outTradeNo: "N3" });
    expect((await prepare("N3")).resultInfo.resultCode).toBe("ORDER_IS_CLOSED");
  });
});

describe("the address of the page", () => {
  const isUri = (text = "") => /^(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9A-F]{2})+$/.test(text);
  const opens = async (address = "") => (await fetch(address)).status;

  it("is short when SHORT is asked for", async () => {
    const { paymentSiteUrl } = await prepare("A1", { urlType: "SHORT" });
    expect(paymentSiteUrl?.length).toBeLessThan(62);
  });

  it.each(["DEFAULT", ""])("is a valid URI of 849 characters for %j, and opens the page", async (urlType) => {
    const { paymentSiteUrl } = await prepare("A2", { ...EVERYTHING, urlType });
    expect([paymentSiteUrl?.length, isUri(paymentSiteUrl), await opens(paymentSiteUrl)]).toEqual([849, true, 200]);
  });

  it("has raw braces, quotes and blanks by setting, 849 characters once they are encoded", async () => {
    await control("settings", { intlUrl: "long_raw" });
    const { paymentSiteUrl = "" } = await prepare("A3", { ...EVERYTHING, urlType: "SHORT" });
    expect(paymentSiteUrl).toContain(
      'order={"orderAmount":{"currency":"USD","value":"239"},"orderTitle":"Women Summer',
    );
    expect(paymentSiteUrl.replace(/[{}[\]" ]/g, encodeURIComponent)).toHaveLength(849);
    expect(await opens(paymentSiteUrl)).toBe(200);
  });

  it("is long for SHORT too when the setting says so, and longer with longer texts", async () => {
    await control("settings", { intlUrl: "long" });
    expect((await prepare("A4", { urlType: "SHORT" })).paymentSiteUrl).toHaveLength(849);
    const order = { orderTitle: "茶 100% \ud800", orderDetail: "x".repeat(1000) };
    const { paymentSiteUrl } = await prepare("A5", withOrder(order));
    expect(isUri(paymentSiteUrl)).toBe(true);
    expect(paymentSiteUrl?.length).toBeGreaterThan(1200);
  });
});
