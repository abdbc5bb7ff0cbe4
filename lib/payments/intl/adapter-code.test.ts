import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf, merchantId, responseMessage, signedEnvelope, success } from "#lib/alipay/intl/testing/account.ts";
import { samplePaymentSiteUrl } from "#lib/alipay/intl/testing/seed.ts";
import type { GatewayRequest } from "#lib/alipay/send.ts";
import { decimalText, parseMoney } from "#lib/money/money.ts";
import { type LaidOut, noAnswer } from "../testing/laid-out-sender.ts";
import {
  answered,
  type Changes,
  gatewayWith,
  messageOf,
  NUMBER,
  refusal,
  testAccount,
} from "./testing/laid-out-gateway.ts";

const PAGE = "https://open-global.alipay.com/p/1?a=b";

const request = {
  merchantNumber: NUMBER,
  amount: { minor: 239n, currency: "USD" },
  subject: "Tea & Co = good",
  codeLifeMinutes: 3,
  returnUrl: null,
};

const prepared = (body: Record<string, unknown> = { paymentSiteUrl: PAGE }) => answered("prepareForRedirect", body);
const requestCode = (reply: LaidOut, changes: Changes = {}) =>
  gatewayWith([reply], changes).gateway.requestCode(request);

describe("asking for a payment page", () => {
  it("P16 P9 sends the smallest unit, minutes as min, and of the risk members only what is true and needed", async () => {
    const { gateway, sent } = gatewayWith([prepared()]);
    expect(await gateway.requestCode(request)).toEqual({ kind: "code", text: PAGE });
    const orderAmount = { currency: "USD", value: "239" };
    expect(messageOf(sent[0]).body).toEqual({
      merchantId,
      productCode: "CASHIER_PAYMENT",
      merchantTransId: NUMBER,
      order: { orderAmount, orderTitle: "Tea & Co = good" },
      expireTime: "3min",
      paymentSite: "ALIPAY_CN",
      terminalType: "WEB",
      urlType: "SHORT",
      riskInfo: {
        deviceInfo: { terminalType: "WEB" },
        orderInfos: [{ productName: "Tea & Co = good", itemPrice: orderAmount }],
      },
    });
  });

  it.each([
    ["JPY", 100n, "100"],
    ["KRW", 100n, "100"],
    ["USD", 1n, "1"],
    ["GBP", 1050n, "1050"],
    ["KWD", 1234n, "1234"],
  ])("C4 P16 sends %s %s as %j", async (currency, minor, value) => {
    const { gateway, sent } = gatewayWith([prepared()]);
    await gateway.requestCode({ ...request, amount: { minor, currency } });
    expect(messageOf(sent[0]).body.order.orderAmount).toEqual({ currency, value });
  });

  it("C4 P16 I9 sends what was typed and reads it back, for currencies with 0, 2 and 3 decimals", async () => {
    const money = fc.record({
      minor: fc.bigInt({ min: 1n, max: 999_999_999_999n }),
      currency: fc.constantFrom("JPY", "KRW", "USD", "CNY", "KWD", "BHD"),
    });
    await fc.assert(
      fc.asyncProperty(money, async (amount) => {
        const known = (sent: GatewayRequest) =>
          answered("payQuery", {
            merchantTransId: NUMBER,
            acquirementId: "1",
            orderAmount: messageOf(sent).body.order.orderAmount,
          });
        const { gateway, sent } = gatewayWith([prepared(), (query) => known(sent[0] ?? query)(query)]);
        const typed = parseMoney(decimalText(amount), amount.currency);
        if (!typed.ok) throw new Error(typed.problem);
        await gateway.requestCode({ ...request, amount: typed.money });
        expect(messageOf(sent[0]).body.order.orderAmount.value).toMatch(/^[1-9]\d*$/);
        expect(await gateway.query(NUMBER, "USD")).toMatchObject({ kind: "trade", trade: { amount } });
      }),
      { numRuns: 50 },
    );
  });

  it("P22 names the notify address only when there is one", async () => {
    const { gateway, sent } = gatewayWith([prepared()], {
      context: { notifyUrl: "https://till.example/notify/intl/t" },
    });
    await gateway.requestCode(request);
    expect(messageOf(sent[0]).body.notifyUrl).toBe("https://till.example/notify/intl/t");
  });

  it("sends the customer's browser back with each call, unless Alipay knows the address (seed-notes 2.8)", async () => {
    const sale = { ...request, returnUrl: "https://till.example/paid/t" };
    const { gateway, sent } = gatewayWith([prepared(), prepared()]);
    await gateway.requestCode(sale);
    await gateway.requestCode(request);
    const configured = gatewayWith([prepared()], { account: { sendsRedirectUrl: false } });
    await configured.gateway.requestCode(sale);
    const sentUrls = [...sent, ...configured.sent].map((one) => messageOf(one).body.merchantRedirectUrl);
    expect(sentUrls).toEqual(["https://till.example/paid/t", undefined, undefined]);
  });

  it("says what the contract says (seed-notes 2.4, 2.6)", async () => {
    const seller = { sellerId: "2188205006167080", mcc: "5691", sellerName: "Zara" };
    const terms = { ...testAccount.terms, paymentSite: "ALIPAY_HK", settleContractId: "USD-1" } as const;
    const { gateway, sent } = gatewayWith([prepared()], { account: { seller, terms } });
    await gateway.requestCode(request);
    expect(messageOf(sent[0]).body).toMatchObject({
      ...terms,
      productCode: "CASHIER_PAYMENT",
      order: { seller },
    });
  });

  it("has a new message id in every request, and the same words for the same sale", async () => {
    const { gateway, sent } = gatewayWith([noAnswer("timeout", true), prepared()]);
    await gateway.requestCode(request);
    await gateway.requestCode(request);
    const [first, second] = sent.map(messageOf);
    expect(first.body).toEqual(second.body);
    expect(first.head.reqMsgId).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.head.reqMsgId).not.toBe(first.head.reqMsgId);
  });

  it("S15 goes to the account's own gateway and nowhere else", async () => {
    const { gateway, sent } = gatewayWith([prepared()]);
    await gateway.requestCode(request);
    const allowed = sent[0]?.allowed;
    expect(allowed?.(new URL(sent[0]?.url ?? ""))).toBe(true);
    expect(allowed?.(new URL("https://isupergw.alipaydev.com.evil.example/"))).toBe(false);
    expect(sent[0]?.deadlineMs).toBe(15_000);
  });

  it.each([
    PAGE,
    "https://cashier.alipay.hk/p",
    // seed-notes 2.10: whether and how it is drawn is decided elsewhere.
    'https://open-global.alipay.com/p?order={"a b":[1]}',
  ])("hands on the page untouched: %s", async (paymentSiteUrl) => {
    expect(await requestCode(prepared({ paymentSiteUrl }))).toEqual({ kind: "code", text: paymentSiteUrl });
  });

  it.each([
    "https://evil.example/pay",
    "javascript:alert(1)",
    "http://open-global.alipay.com/p",
    "https://open-global.alipay.com@evil.example/",
    "https://open-global.alipay.com/a\u0001",
    "http://127.0.0.1:9/pay/x",
    samplePaymentSiteUrl,
  ])("B32 sends nobody to a page of somebody else: %j is unclear", async (paymentSiteUrl) => {
    expect(await requestCode(prepared({ paymentSiteUrl }))).toMatchObject({ kind: "unclear", claim: null });
  });

  it("B32 takes a page of a host that the account names, by https alone", async () => {
    const account = { pageOrigins: ["https://www.paymentsite.com"] };
    expect(await requestCode(prepared({ paymentSiteUrl: samplePaymentSiteUrl }), { account })).toMatchObject({
      kind: "code",
      text: samplePaymentSiteUrl,
    });
    const plain = prepared({ paymentSiteUrl: samplePaymentSiteUrl.replace("https:", "http:") });
    expect(await requestCode(plain, { account })).toMatchObject({ kind: "unclear" });
  });

  it("B32 takes a page of an origin that the installation allows", async () => {
    const practice = { gateway: "http://127.0.0.1:9", wallet: "http://192.168.1.5:9" };
    const page = prepared({ paymentSiteUrl: "http://192.168.1.5:9/pay/x" });
    expect(await requestCode(page, { context: { practice } })).toMatchObject({ kind: "code" });
    const context = { allowedOrigins: ["https://www.paymentsite.com"] };
    const sample = prepared({ paymentSiteUrl: samplePaymentSiteUrl });
    expect(await requestCode(sample, { context })).toEqual({ kind: "code", text: samplePaymentSiteUrl });
  });

  it.each([
    ["60s", 120_000],
    ["0s", 180_000],
    // No earlier end than was asked for (seed-notes 2.9).
    ["180s", undefined],
    ["600s", undefined],
    ["999999999999999s", undefined],
    [undefined, undefined],
  ])("ends the code with a page that lives %s", async (validTime, earlierByMs) => {
    const outcome = await requestCode(prepared({ paymentSiteUrl: PAGE, validTime }));
    expect(outcome).toEqual({ kind: "code", text: PAGE, ...(earlierByMs ? { earlierByMs } : {}) });
  });

  it.each([
    ["PARAM_ILLEGAL", "settings"],
    ["INVALID_SIGNATURE", "keys"],
    ["KEY_NO_FOUND", "keys"],
    ["KEY_NOT_FOUND", "keys"],
    ["UNKNOWN_CLIENT", "keys"],
    ["NO_INTERFACE_DEF", "settings"],
    ["API_IS_INVALID", "settings"],
    ["OAUTH_FAILED", "contract"],
    ["ACCESS_DENIED", "contract"],
    ["CLIENT_FORBIDDEN_ACCESS_API", "contract"],
    ["INVALID_CLIENT_STATUS", "merchant_blocked"],
    ["PROCESS_FAIL", "unknown_reason"],
    ["NEVER_HEARD_OF", "unknown_reason"],
  ])("tells the cashier why: F is final, %s", async (code, reason) => {
    expect(await requestCode(refusal("prepareForRedirect", code))).toEqual({ kind: "refused", reason, code });
  });

  it.each([
    ["F26 U", refusal("prepareForRedirect", "UNKNOWN_EXCEPTION", "U"), { reason: "busy", code: "UNKNOWN_EXCEPTION" }],
    [
      "F26 the traffic limit, F as it is (seed-notes 2.17)",
      refusal("prepareForRedirect", "REQUEST_TRAFFIC_EXCEED_LIMIT"),
      { reason: "busy", code: "REQUEST_TRAFFIC_EXCEED_LIMIT" },
    ],
    [
      "B31 a page under a contradiction",
      prepared({ paymentSiteUrl: PAGE, resultInfo: { ...success, resultStatus: "F" } }),
      { reason: "unknown_reason", code: "SUCCESS" },
    ],
    ["F26 an HTML page", () => answerOf("<html>busy</html>"), null],
    ["F26 nothing", () => answerOf(""), null],
    ["F26 HTTP 502", () => answerOf("bad gateway", 502), null],
    ["B34 a redirect", () => answerOf("", 302), null],
    ["F24 no answer in time", noAnswer("timeout", true), null],
    ["F30 a reset in the middle", noAnswer("reset", true), null],
    [
      "B27 the answer to another request",
      () => answerOf(signedEnvelope("response", responseMessage("prepareForRedirect", { paymentSiteUrl: PAGE }))),
      null,
    ],
  ] as [string, LaidOut, unknown][])("is unclear, never failed, after %s", async (_what, reply, claim) => {
    expect(await requestCode(reply)).toMatchObject({ kind: "unclear", claim });
  });

  it("B27 keeps an unsigned refusal as a claim that decides nothing", async () => {
    const unsigned = (resultCode: string) => () =>
      answerOf(
        JSON.stringify({
          response: responseMessage("prepareForRedirect", { resultInfo: { resultStatus: "F", resultCode } }),
        }),
      );
    expect(await requestCode(unsigned("UNKNOWN_CLIENT"))).toMatchObject({
      kind: "unclear",
      claim: { reason: "keys", code: "UNKNOWN_CLIENT" },
    });
    expect((await requestCode(unsigned("TRADE_HAS_SUCCESS"))).kind).toBe("unclear");
  });

  it("knows when nothing was sent", async () => {
    expect(await requestCode(noAnswer("refused", false))).toEqual({ kind: "not_sent", why: "refused" });
    const { gateway, sent } = gatewayWith([]);
    expect(await gateway.requestCode({ ...request, subject: "x".repeat(257) })).toEqual({
      kind: "refused",
      reason: "settings",
      code: "order.orderTitle: too_long",
    });
    expect(sent).toEqual([]);
  });

  it("asks about a number that is paid already, and ends one that is spent", async () => {
    expect((await requestCode(refusal("prepareForRedirect", "TRADE_HAS_SUCCESS"))).kind).toBe("ask");
    expect((await requestCode(refusal("prepareForRedirect", "ORDER_IS_PAID"))).kind).toBe("ask");
    for (const code of ["ORDER_IS_CLOSED", "REPEAT_REQ_INCONSISTENT"]) {
      expect(await requestCode(refusal("prepareForRedirect", code))).toEqual({ kind: "number_spent", why: code });
    }
  });
});
