import { createPublicKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { IntlOperation } from "#lib/alipay/intl/config.ts";
import { verifyEnvelope } from "#lib/alipay/intl/envelope.ts";
import {
  answerOf,
  merchantId,
  responseMessage,
  signedEnvelope,
  success,
  testConfig,
} from "#lib/alipay/intl/testing/account.ts";
import { noticeTime, signedNotice } from "#lib/alipay/intl/testing/notification-signer.ts";
import { samplePaymentSiteUrl } from "#lib/alipay/intl/testing/seed.ts";
import type { Answer, GatewayRequest, NoAnswer, NoAnswerReason, SendOptions } from "#lib/alipay/send.ts";
import { decimalText, parseMoney } from "#lib/money/money.ts";
import type { AccountContext } from "../account.ts";
import type { IntlAccount } from "./account.ts";
import { intlGateway } from "./adapter.ts";

const NUMBER = "01a2004d7c32732d95d28761f1a899eb";
const PAGE = "https://open-global.alipay.com/p/1?a=b";

const account: IntlAccount = {
  config: testConfig(),
  terms: { productCode: "CASHIER_PAYMENT", paymentSite: "ALIPAY_CN", terminalType: "WEB", urlType: "SHORT" },
  seller: null,
  sendsRedirectUrl: true,
  meanings: new Map([
    ["SUCCESS", "paid"],
    ["CLOSED", "closed"],
  ]),
};

type Reply = (request: GatewayRequest) => Answer | NoAnswer;
type Changes = { context?: Partial<AccountContext>; account?: Partial<IntlAccount> };

/** A gateway whose next answers are laid out; what was sent, and whereto it could have been, is kept. */
function gatewayWith(replies: Reply[], changes: Changes = {}) {
  const sent: (GatewayRequest & SendOptions)[] = [];
  const sender: AccountContext["sender"] = {
    async send(request, options) {
      sent.push({ ...request, ...options });
      const reply = replies.shift();
      if (!reply) throw new Error("no answer was laid out");
      return reply(request);
    },
    close: () => {},
  };
  const context = { practice: null, allowedOrigins: [], notifyUrl: null, sender, ...changes.context };
  return { gateway: intlGateway({ ...account, ...changes.account }, context), sent };
}

const messageOf = (request: GatewayRequest | undefined) => JSON.parse(request?.body ?? "{}").request;

/** An answer that echoes the request's message id, as Alipay does. */
const answered =
  (operation: IntlOperation, body: Record<string, unknown> = {}): Reply =>
  (request) => {
    const { reqMsgId } = messageOf(request).head;
    return answerOf(signedEnvelope("response", responseMessage(operation, body, { reqMsgId })));
  };

const refusal = (operation: IntlOperation, resultCode: string, resultStatus = "F") =>
  answered(operation, { resultInfo: { resultStatus, resultCode, resultMsg: "x" } });

const noAnswer =
  (reason: NoAnswerReason, sent: boolean): Reply =>
  () => ({ kind: "no_answer", sent, reason, ms: 1 });

const request = {
  merchantNumber: NUMBER,
  amount: { minor: 239n, currency: "USD" },
  subject: "Tea & Co = good",
  codeLifeMinutes: 3,
  returnUrl: null,
};

const prepared = (body: Record<string, unknown> = { paymentSiteUrl: PAGE }) => answered("prepareForRedirect", body);
const requestCode = (reply: Reply, changes: Changes = {}) => gatewayWith([reply], changes).gateway.requestCode(request);

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
        expect(await gateway.query(NUMBER)).toMatchObject({ kind: "trade", trade: { amount } });
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
    const terms = { ...account.terms, paymentSite: "ALIPAY_HK", settleContractId: "USD-1" } as const;
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

  it("B32 takes a page of an origin that the account allows", async () => {
    const practice = { gateway: "http://127.0.0.1:9", wallet: "http://192.168.1.5:9" };
    const page = prepared({ paymentSiteUrl: "http://192.168.1.5:9/pay/x" });
    expect(await requestCode(page, { context: { practice } })).toMatchObject({ kind: "code" });
    const context = { allowedOrigins: ["https://www.paymentsite.com"] };
    const sample = prepared({ paymentSiteUrl: samplePaymentSiteUrl });
    expect(await requestCode(sample, { context })).toEqual({ kind: "code", text: samplePaymentSiteUrl });
  });

  it.each([
    ["60s", "2026-03-01T04:35:56.000Z"],
    ["0s", "2026-03-01T04:34:56.000Z"],
    // No earlier end than was asked for (seed-notes 2.9).
    ["180s", undefined],
    ["600s", undefined],
    ["999999999999999s", undefined],
    [undefined, undefined],
  ])("ends the code with a page that lives %s", async (validTime, endsAt) => {
    vi.setSystemTime("2026-03-01T04:34:56Z");
    try {
      const outcome = await requestCode(prepared({ paymentSiteUrl: PAGE, validTime }));
      expect(outcome).toEqual({ kind: "code", text: PAGE, ...(endsAt ? { endsAt: new Date(endsAt) } : {}) });
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ["PARAM_ILLEGAL", "settings"],
    ["INVALID_SIGNATURE", "keys"],
    ["KEY_NO_FOUND", "keys"],
    ["KEY_NOT_FOUND", "keys"],
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
  ] as [string, Reply, unknown][])("is unclear, never failed, after %s", async (_what, reply, claim) => {
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
    for (const code of ["ORDER_IS_CLOSED", "REPEAT_REQ_INCONSISTENT"]) {
      expect(await requestCode(refusal("prepareForRedirect", code))).toEqual({ kind: "number_spent", why: code });
    }
  });
});

describe("asking what became of it", () => {
  const known = (more: Record<string, unknown> = {}) =>
    answered("payQuery", {
      merchantTransId: NUMBER,
      acquirementId: "2026030120071015472013527471",
      orderAmount: { currency: "USD", value: "239" },
      ...more,
    });
  const query = (reply: Reply, statusMember: string | null = "acquirementStatus") =>
    gatewayWith([reply], { account: { config: testConfig({ statusMember }) } }).gateway.query(NUMBER);

  it.each([
    ["A", "acquirementStatus"],
    ["B", "payStatus"],
  ])("is paid by the status member %s alone, when the account names it", async (_, member) => {
    expect(await query(known({ [member]: "SUCCESS" }), member)).toEqual({
      kind: "trade",
      trade: {
        state: "paid",
        tradeNumber: "2026030120071015472013527471",
        amount: { minor: 239n, currency: "USD" },
        buyer: null,
        wasPaid: false,
      },
    });
    expect(await query(known({ otherStatus: "SUCCESS" }), member)).toMatchObject({ trade: { state: "undecided" } });
  });

  it("is never paid while no status member is configured, whatever the answer says", async () => {
    const everything = { acquirementStatus: "SUCCESS", payStatus: "SUCCESS", tradeStatus: "TRADE_SUCCESS" };
    expect(await query(known(everything), null)).toMatchObject({ kind: "trade", trade: { state: "undecided" } });
  });

  it.each([
    ["SUCCESS", "paid"],
    ["CLOSED", "closed"],
    ["PAYING", "pending"],
    ["INIT", "pending"],
    ["success", "pending"],
    ["SUCCESS ", "pending"],
    ["", "undecided"],
    [null, "undecided"],
    [1, "undecided"],
    [["SUCCESS"], "undecided"],
    [undefined, "undecided"],
  ])("a status of %j means %s", async (acquirementStatus, state) => {
    expect(await query(known({ acquirementStatus }))).toMatchObject({ kind: "trade", trade: { state } });
  });

  it("B16 keeps another amount and another currency apart", async () => {
    const other = { orderAmount: { currency: "HKD", value: "238" }, acquirementStatus: "SUCCESS" };
    expect(await query(known(other))).toMatchObject({ trade: { amount: { minor: 238n, currency: "HKD" } } });
  });

  it.each([
    ["no number of Alipay's", known({ acquirementId: undefined })],
    ["no amount", known({ orderAmount: undefined })],
    ["an amount in decimals", known({ orderAmount: { currency: "USD", value: "2.39" } })],
    ["two amounts", known({ order: { orderAmount: { currency: "USD", value: "1" } } })],
    ["another order", known({ merchantTransId: "T2" })],
    ["F with another code", refusal("payQuery", "PROCESS_FAIL")],
    ["U", refusal("payQuery", "UNKNOWN_EXCEPTION", "U")],
    ["no answer", noAnswer("timeout", true)],
  ])("P3 is unclear with %s", async (_, reply) => {
    expect(await query(reply)).toMatchObject({ kind: "unclear" });
  });

  it("P3 takes 'no such order' for waiting (clarification 11)", async () => {
    expect(await query(refusal("payQuery", "ORDER_NOT_EXIST"))).toEqual({ kind: "no_trade" });
  });
});

describe("cancelling", () => {
  const cancel = (reply: Reply) => gatewayWith([reply]).gateway.cancel(NUMBER);

  it("S closes for good (clarification 10)", async () => {
    expect(await cancel(answered("payCancel"))).toEqual({ kind: "closed" });
  });

  it("tells nothing there, refused and unclear apart", async () => {
    expect(await cancel(refusal("payCancel", "ORDER_NOT_EXIST"))).toEqual({ kind: "no_trade" });
    expect(await cancel(refusal("payCancel", "PROCESS_FAIL"))).toEqual({ kind: "refused", code: "PROCESS_FAIL" });
    expect(await cancel(refusal("payCancel", "UNKNOWN_EXCEPTION", "U"))).toMatchObject({ kind: "unclear" });
    expect(await cancel(noAnswer("timeout", true))).toMatchObject({ kind: "unclear" });
    expect(await cancel(answered("payQuery"))).toMatchObject({ kind: "unclear" });
  });
});

describe("reading a notice", () => {
  const { gateway } = gatewayWith([]);
  const read = (body: Record<string, unknown> = {}, { query = "", head = {} } = {}) => {
    vi.setSystemTime(noticeTime);
    try {
      return gateway.readNotice(signedNotice({ merchantTransId: NUMBER, ...body }, head), query);
    } finally {
      vi.useRealTimers();
    }
  };

  it("is a reason to ask, whatever it says", () => {
    expect(read()).toEqual({
      kind: "notice",
      notifyId: expect.stringMatching(/^[0-9a-f]{64}$/),
      merchantNumber: NUMBER,
      trade: null,
      use: "ask",
      verdicts: { form: true, signature: true, application: true, seller: true, content: true },
    });
  });

  it("B10 is taken with unknown members", () => {
    expect(read({ brandNew: "x", orderAmount: { currency: "USD", value: "1" } })).toMatchObject({ use: "ask" });
  });

  it("is kept with ids that are not ours (clarification 14)", () => {
    expect(read({ merchantId: "1" })).toMatchObject({ kind: "notice", verdicts: { seller: false } });
    expect(read({ merchantTransId: undefined })).toMatchObject({ merchantNumber: null, verdicts: { content: false } });
    const { verdicts } = read({ merchantId: undefined });
    expect(verdicts).toEqual({ form: true, signature: true, application: true, content: true });
  });

  it("B2 B15 is refused for another client, another function or a stale time", () => {
    const refused = { kind: "refused", verdicts: { form: true, signature: true, application: false } };
    expect(read({}, { head: { clientId: "1" } })).toMatchObject({ ...refused, why: "head_other_client" });
    expect(read({}, { head: { function: "x" } })).toMatchObject(refused);
    expect(read({}, { head: { reqTime: "2026-02-27T12:34:56+08:00" } })).toMatchObject({
      ...refused,
      why: "head_stale",
    });
  });

  it("B1 is refused unsigned or unreadable", () => {
    expect(gateway.readNotice(Buffer.from("{}"), "")).toMatchObject({ kind: "refused", verdicts: { form: false } });
    const unsigned = Buffer.from('{"request":{"head":{},"body":{}}}');
    expect(gateway.readNotice(unsigned, "")).toMatchObject({
      kind: "refused",
      verdicts: { form: true, signature: false },
    });
  });

  it.each(["merchantTransId=1", "utm=1", "x"])("B7 is refused with anything in the address: %s", (query) => {
    expect(read({}, { query })).toMatchObject({ kind: "refused", why: "query_string", verdicts: { form: false } });
  });
});

describe("answering a notice", () => {
  const { gateway } = gatewayWith([]);
  const trust = { ...account.config, alipayPublicKey: createPublicKey(account.config.privateKey) };

  it("B25 takes it with the signed envelope, or wants it again with a failure", () => {
    const { taken, again } = gateway.replies(signedNotice());
    const contentType = "application/json; charset=UTF-8";
    expect([taken, again]).toMatchObject([
      { status: 200, contentType },
      { status: 400, contentType },
    ]);
    for (const [reply, resultStatus] of [
      [taken, "S"],
      [again, "F"],
    ] as const) {
      expect(verifyEnvelope(reply.body, "response", trust).ok).toBe(true);
      const { head, body } = JSON.parse(reply.body).response;
      expect([head.reqMsgId, body.resultInfo.resultStatus]).toEqual(["b6c6f1c2d5b94d0f9d0b8c9b3f3a7f11", resultStatus]);
    }
  });

  it.each(["", "a=b", "{", '{"request":1}'])("wants again what cannot be read: %j", (body) => {
    expect(gateway.replies(Buffer.from(body)).again.status).toBe(400);
  });
});
