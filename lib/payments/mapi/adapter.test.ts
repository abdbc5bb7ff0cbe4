import { describe, expect, it } from "vitest";
import { answerOf, gatewayRefusal, partner, signedAnswer } from "#lib/alipay/mapi/testing/account.ts";
import type { Answer, NoAnswer } from "#lib/alipay/send.ts";
import { noAnswer } from "../testing/laid-out-sender.ts";
import {
  CODE,
  failed,
  gatewayWith,
  NOTIFY,
  NUMBER,
  precreated,
  request,
  sentParams,
} from "./testing/laid-out-gateway.ts";

describe("asking for a code", () => {
  it("P16 P9 sends price and life in Alipay's words, the life both for the trade and for the code", async () => {
    const { gateway, sent } = gatewayWith([precreated(CODE)], NOTIFY);
    expect(await gateway.requestCode(request)).toEqual({ kind: "code", text: CODE });
    expect(sentParams(sent)).toMatchObject({
      out_trade_no: NUMBER,
      seller_id: partner,
      total_fee: "88.88",
      trans_currency: "CNY",
      currency: "USD",
      subject: "Tea ＆ Co ＝ good",
      it_b_pay: "3m",
      qr_code_it_b_pay: "3m",
      notify_url: NOTIFY.notifyUrl,
    });
    expect(sent[0]?.body).not.toContain("paid");
  });

  it.each([
    [1n, "USD", "0.01"],
    [8888n, "CNY", "88.88"],
    [100n, "JPY", "100"],
    [50_000n, "KRW", "50000"],
    [1250n, "GBP", "12.50"],
  ])("P16 writes %s of the smallest unit of %s as %s", async (minor, currency, text) => {
    const { gateway, sent } = gatewayWith([precreated(CODE)]);
    await gateway.requestCode({ ...request, amount: { minor, currency } });
    expect(sentParams(sent)).toMatchObject({ total_fee: text, trans_currency: currency });
  });

  it("P22 names the notify address only when there is one", async () => {
    const { gateway, sent } = gatewayWith([precreated(CODE)]);
    await gateway.requestCode(request);
    expect(sentParams(sent)).not.toHaveProperty("notify_url");
  });

  it.each(["KWD", "TWD", "VND"])("P16 refuses %s before any call", async (currency) => {
    const { gateway, sent } = gatewayWith([]);
    const other = { ...request, amount: { minor: 100n, currency } };
    expect(await gateway.requestCode(other)).toEqual({ kind: "refused", reason: "currency", code: currency });
    expect(sent).toEqual([]);
  });

  it.each([0n, -1n, 100_000_000_000n])("B35 refuses the amount %s before any call", async (minor) => {
    const { gateway, sent } = gatewayWith([]);
    const other = { ...request, amount: { minor, currency: "USD" } };
    expect(await gateway.requestCode(other)).toMatchObject({ kind: "refused", reason: "amount_limit" });
    expect(sent).toEqual([]);
  });

  it("names the setting that cannot be sent", async () => {
    const { gateway } = gatewayWith([], {}, { sellerId: "x" });
    expect(await gateway.requestCode(request)).toEqual({
      kind: "refused",
      reason: "settings",
      code: "seller_id: malformed",
    });
  });

  it.each(["https://evil.example/pay", "javascript:alert(1)", "http://qr.alipay.com/x", `${CODE} `])(
    "B32 draws no code of somebody else: %j is unclear",
    async (text) => {
      const { gateway } = gatewayWith([precreated(text)]);
      expect(await gateway.requestCode(request)).toMatchObject({ kind: "unclear" });
    },
  );

  it("B32 draws the practice wallet's code for practice accounts only", async () => {
    const practice = { gateway: "http://127.0.0.1:9", wallet: "http://192.168.1.5:9" };
    const code = "http://192.168.1.5:9/w/x";
    expect((await gatewayWith([precreated(code)], { practice }).gateway.requestCode(request)).kind).toBe("code");
    expect((await gatewayWith([precreated(code)]).gateway.requestCode(request)).kind).toBe("unclear");
  });

  /** codes.md section 3, as far as a precreate can be refused with it. */
  it.each([
    ["ACCESS_FORBIDDEN", "contract"],
    ["AGREEMENT_NOT_EXIST", "contract"],
    ["TOTAL_FEE_EXCEED", "amount_limit"],
    ["BEYOND_PAY_RESTRICTION", "amount_limit"],
    ["BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR", "amount_limit"],
    ["EXIST_FORBIDDEN_WORD", "wording"],
    ["SELLER_NOT_EXIST", "merchant_blocked"],
    ["CURRENCY_NOT_SUPPORT", "currency"],
    ["PARTNER_ERROR", "keys"],
    ["BUYER_BALANCE_NOT_ENOUGH", "declined"],
    ["BUYER_BANKCARD_BALANCE_NOT_ENOUGH", "declined"],
    ["BUYER_ENABLE_STATUS_FORBID", "declined"],
    ["BUYER_SELLER_EQUAL", "declined"],
    ["ERROR_BUYER_CERTIFY_LEVEL_LIMIT", "declined"],
    ["ERROR_BALANCE_PAYMENT_DISABLE", "declined"],
    ["PULL_MOBILE_CASHIER_FAIL", "declined"],
    ["MOBILE_PAYMENT_SWITCH_OFF", "declined"],
    ["PAYMENT_FAIL", "declined"],
    ["INVALID_PARAMETER", "settings"],
  ])("tells the cashier why: %s", async (code, reason) => {
    const { gateway } = gatewayWith([failed(code)], NOTIFY);
    expect(await gateway.requestCode(request)).toEqual({ kind: "refused", reason, code });
  });

  it.each([
    ["ILLEGAL_SIGN", "keys"],
    ["ILLEGAL_SIGN_TYPE", "keys"],
    ["ILLEGAL_PARTNER", "keys"],
    ["ILLEGAL_SECURITY_PROFILE", "keys"],
    ["HAS_NO_PRIVILEGE", "contract"],
    ["ILLEGAL_EXTERFACE", "contract"],
    ["ILLEGAL_PARTNER_EXTERFACE", "contract"],
    ["ILLEGAL_SERVICE", "contract"],
    ["ILLEGAL_TIMESTAMP", "clock"],
    ["ILLEGAL_ARGUMENT", "settings"],
    ["ILLEGAL_CHARSET", "settings"],
    ["ILLEGAL_ENCODING", "settings"],
    ["ILLEGAL_CLIENT_IP", "settings"],
    ["ILLEGAL_ANTI_PHISHING_KEY", "settings"],
  ])("believes the gateway's own refusal, for nothing was processed: %s", async (code, reason) => {
    const { gateway } = gatewayWith([gatewayRefusal(code)], NOTIFY);
    expect(await gateway.requestCode(request)).toEqual({ kind: "refused", reason, code });
  });

  it("clarification 7: tells a clock that is wrong, where the code does not", async () => {
    const minutesAway = (minutes: number) => new Date(Date.now() + minutes * 60_000).toUTCString();
    const reasonAt = async (date: string) => {
      const { gateway } = gatewayWith([gatewayRefusal("ILLEGAL_ARGUMENT", { date })], NOTIFY);
      return gateway.requestCode(request);
    };
    expect(await reasonAt(minutesAway(16))).toMatchObject({ kind: "refused", reason: "clock" });
    expect(await reasonAt(minutesAway(-16))).toMatchObject({ kind: "refused", reason: "clock" });
    expect(await reasonAt(minutesAway(14))).toMatchObject({ kind: "refused", reason: "settings" });
    expect(await reasonAt("no date")).toMatchObject({ kind: "refused", reason: "settings" });
  });

  it("clarification 6: tells that this contract may want a notify address, when none was sent", async () => {
    for (const answer of [gatewayRefusal("ILLEGAL_ARGUMENT"), failed("INVALID_PARAMETER")]) {
      expect(await gatewayWith([answer]).gateway.requestCode(request)).toMatchObject({
        kind: "refused",
        reason: "notify_address",
      });
    }
    const { gateway } = gatewayWith([failed("AGREEMENT_NOT_EXIST")]);
    expect(await gateway.requestCode(request)).toMatchObject({ reason: "contract" });
  });

  it.each([
    ["F26 a system error", failed("SYSTEM_ERROR")],
    ["F26 an unsigned system error", gatewayRefusal("SYSTEM_ERROR")],
    ["F26 a closed interface", gatewayRefusal("EXTERFACE_IS_CLOSED")],
    ["the result UNKNOWN", signedAnswer({ result_code: "UNKNOWN", out_trade_no: NUMBER })],
    ["the result UNKNOW", signedAnswer({ result_code: "UNKNOW" })],
    ["a code that no page lists", failed("NEVER_HEARD_OF")],
    ["F26 an HTML page", answerOf("<html>busy</html>")],
    ["F26 nothing", answerOf("")],
    ["F26 HTTP 502", answerOf("bad gateway", { status: 502 })],
    ["B34 a redirect", answerOf("", { status: 302 })],
    ["B29 a document type", answerOf("<!DOCTYPE alipay><alipay><is_success>T</is_success></alipay>")],
    ["F24 no answer in time", noAnswer("timeout", true)],
    ["F30 a reset in the middle", noAnswer("reset", true)],
  ])("is unclear, never failed, after %s", async (_what, answer) => {
    const { gateway } = gatewayWith([answer]);
    expect(await gateway.requestCode(request)).toMatchObject({ kind: "unclear" });
  });

  it("B31 keeps an unsigned refusal that may have been processed as a claim that decides nothing", async () => {
    const { gateway } = gatewayWith([gatewayRefusal("SYSTEM_ERROR")]);
    expect(await gateway.requestCode(request)).toEqual({
      kind: "unclear",
      why: "unsigned_refusal",
      claim: { reason: "busy", code: "SYSTEM_ERROR" },
    });
  });

  it("an unsigned word that the number is paid is a claim, and no reason to ask", async () => {
    const { gateway } = gatewayWith([gatewayRefusal("TRADE_HAS_SUCCESS")]);
    expect(await gateway.requestCode(request)).toMatchObject({ kind: "unclear" });
  });

  it("knows when nothing was sent", async () => {
    const { gateway } = gatewayWith([noAnswer("refused", false)]);
    expect(await gateway.requestCode(request)).toEqual({ kind: "not_sent", why: "refused" });
  });

  it("asks the backup host within the same deadline, under the same number", async () => {
    const backup = { gateway: "https://main.example/gateway.do", backupGateway: "https://spare.example/gateway.do" };
    const { gateway, sent } = gatewayWith([noAnswer("timeout", false), precreated(CODE)], {}, backup);
    expect(await gateway.requestCode(request)).toEqual({ kind: "code", text: CODE });
    expect(sent.map(({ url }) => new URL(url).host)).toEqual(["main.example", "spare.example"]);
    expect(sent[1]?.body).toBe(sent[0]?.body);
    expect(sent.map(({ deadlineMs }) => deadlineMs)).toEqual([15_000, 14_999]);
    expect(sent.every(({ allowed }) => sent.every(({ url }) => allowed(new URL(url))))).toBe(true);
    expect(sent[0]?.allowed(new URL("https://other.example/gateway.do"))).toBe(false);
  });

  it("asks about a number that is paid already, and ends one that is spent", async () => {
    const paid = gatewayWith([failed("TRADE_HAS_SUCCESS")]);
    expect((await paid.gateway.requestCode(request)).kind).toBe("ask");
    for (const code of ["TRADE_HAS_CLOSE", "CONTEXT_INCONSISTENT", "TRADE_BUYER_NOT_MATCH"]) {
      expect((await gatewayWith([failed(code)]).gateway.requestCode(request)).kind).toBe("number_spent");
    }
  });
});

describe("asking what became of it", () => {
  const answered = (status: string, more: Record<string, string | undefined> = {}) =>
    signedAnswer({
      result_code: "SUCCESS",
      partner_trans_id: NUMBER,
      alipay_trans_id: "2026030122001400000000000001",
      alipay_trans_status: status,
      alipay_buyer_login_id: "132****6685",
      trans_amount: "88.88",
      currency: "CNY",
      ...more,
    });

  it.each([
    ["WAIT_BUYER_PAY", "waiting"],
    ["TRADE_SUCCESS", "paid"],
    ["TRADE_FINISHED", "paid"],
    ["TRADE_CLOSED", "closed"],
  ])("%s means %s", async (word, state) => {
    const { gateway } = gatewayWith([answered(word)]);
    expect(await gateway.query(NUMBER, "CNY")).toEqual({
      kind: "trade",
      trade: {
        state,
        tradeNumber: "2026030122001400000000000001",
        amount: { minor: 8888n, currency: "CNY" },
        buyer: "132****6685",
        wasPaid: false,
      },
    });
  });

  it("sees that a closed trade had been paid", async () => {
    const { gateway } = gatewayWith([answered("TRADE_CLOSED", { alipay_pay_time: "20260301203510" })]);
    expect(await gateway.query(NUMBER, "CNY")).toMatchObject({ trade: { state: "closed", wasPaid: true } });
  });

  it("reads the price in the order's currency where the account says that answers name the settlement's", async () => {
    const answer = answered("TRADE_SUCCESS", { trans_amount: "100", currency: "USD", forex_total_fee: "0.67" });
    const query = (queryCurrency: "price" | "settlement") =>
      gatewayWith([answer], {}, { queryCurrency, settlementCurrency: "USD" }).gateway.query(NUMBER, "JPY");
    expect(await query("settlement")).toMatchObject({ trade: { amount: { minor: 100n, currency: "JPY" } } });
    expect(await query("price")).toMatchObject({ trade: { amount: { minor: 10_000n, currency: "USD" } } });
  });

  it("P3 takes 'no such trade' for waiting, and any refusal for unclear", async () => {
    for (const code of ["TRADE_NOT_EXIST", "TRANS_NOT_FOUND"]) {
      expect(await gatewayWith([failed(code)]).gateway.query(NUMBER, "CNY")).toEqual({ kind: "no_trade" });
    }
    const unclear = [
      failed("INVALID_PARAMETER"),
      gatewayRefusal("TRADE_NOT_EXIST"),
      gatewayRefusal("ILLEGAL_SIGN"),
      answered("SOMETHING_ELSE"),
      noAnswer("timeout", true),
      noAnswer("refused", false),
    ];
    for (const answer of unclear) {
      expect((await gatewayWith([answer]).gateway.query(NUMBER, "CNY")).kind).toBe("unclear");
    }
  });
});

describe("cancelling", () => {
  const answered = (more: Record<string, string> = {}) =>
    signedAnswer({ result_code: "SUCCESS", out_trade_no: NUMBER, ...more });
  const cancelled = (...answers: (Answer | NoAnswer)[]) => gatewayWith(answers).gateway.cancel(NUMBER);

  it("tells closed, sent back and nothing there apart", async () => {
    const known = { trade_no: "2026030122001400000000000001", retry_flag: "N" };
    expect(await cancelled(answered({ ...known, action: "close" }))).toEqual({ kind: "closed" });
    expect(await cancelled(answered({ ...known, action: "refund" }))).toEqual({ kind: "refunded" });
    expect(await cancelled(answered())).toEqual({ kind: "no_trade" });
  });

  it("repeats when Alipay asks for it or does not say", async () => {
    expect((await cancelled(answered({ retry_flag: "Y" }))).kind).toBe("unclear");
    expect((await cancelled(signedAnswer({ result_code: "UNKNOWN" }))).kind).toBe("unclear");
    expect((await cancelled(noAnswer("timeout", true))).kind).toBe("unclear");
    expect((await cancelled(failed("NEVER_HEARD_OF"))).kind).toBe("unclear");
  });

  it("is refused for good only by a signed word", async () => {
    expect(await cancelled(failed("TRADE_HAS_FINISHED"))).toEqual({ kind: "refused", code: "TRADE_HAS_FINISHED" });
    expect((await cancelled(gatewayRefusal("ILLEGAL_SIGN"))).kind).toBe("unclear");
  });

  it("is refused with its code once the day in Beijing and its 15 minutes are over (mapi.md 4.3)", async () => {
    const code = "TRADE_CANCEL_TIME_OUT";
    expect(await cancelled(failed(code))).toEqual({ kind: "refused", code });
    expect((await cancelled(gatewayRefusal(code))).kind).toBe("unclear");
  });
});
