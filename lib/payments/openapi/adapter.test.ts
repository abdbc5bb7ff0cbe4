import { describe, expect, it } from "vitest";
import { answerOf, certificateTrust, sellerId, signedAnswer } from "#lib/alipay/openapi/testing/account.ts";
import { signedNotice } from "#lib/alipay/openapi/testing/notification-signer.ts";
import { noAnswer } from "../testing/laid-out-sender.ts";
import {
  CODE,
  gatewayWith,
  methodOf,
  NUMBER,
  precreated,
  refusal,
  request,
  sentContent,
} from "./testing/laid-out-gateway.ts";

describe("asking for a code", () => {
  it("P16 P9 sends yuan as text and the code's life in Alipay's words, both for the trade and for the code", async () => {
    const { gateway, sent } = gatewayWith([precreated(CODE)]);
    expect(await gateway.requestCode(request)).toEqual({ kind: "code", text: CODE });
    expect(sentContent(sent)).toEqual({
      out_trade_no: NUMBER,
      seller_id: sellerId,
      total_amount: "88.88",
      subject: "Tea ＆ Co ＝ good",
      timeout_express: "3m",
      qr_code_timeout_express: "3m",
      product_code: "FACE_TO_FACE_PAYMENT",
    });
    expect(new URL(sent[0]?.url ?? "").searchParams.has("notify_url")).toBe(false);
  });

  it("names the store and the terminal where the account does", async () => {
    const place = { store_id: "NJ_001", terminal_id: "NJ_T_001" };
    const { gateway, sent } = gatewayWith([precreated(CODE)], {}, { place });
    await gateway.requestCode(request);
    expect(sentContent(sent)).toMatchObject(place);
  });

  it("P22 names the notify address only when there is one", async () => {
    const { gateway, sent } = gatewayWith([precreated(CODE)], { notifyUrl: "https://till.example/notify/openapi/t" });
    await gateway.requestCode(request);
    expect(new URL(sent[0]?.url ?? "").searchParams.get("notify_url")).toBe("https://till.example/notify/openapi/t");
  });

  it("writes the largest sum without decimals, for which it has no room (clarification 2)", async () => {
    const { gateway, sent } = gatewayWith([precreated(CODE)]);
    await gateway.requestCode({ ...request, amount: { minor: 10_000_000_000n, currency: "CNY" } });
    expect(sentContent(sent).total_amount).toBe("100000000");
  });

  it("P16 refuses another currency before any call: the interface would charge it as yuan", async () => {
    const { gateway, sent } = gatewayWith([]);
    const usd = { ...request, amount: { minor: 100n, currency: "USD" } };
    expect(await gateway.requestCode(usd)).toEqual({ kind: "refused", reason: "currency", code: "USD" });
    expect(sent).toEqual([]);
  });

  it("sends the same words again for the same sale", async () => {
    const { gateway, sent } = gatewayWith([noAnswer("timeout", true), precreated(CODE)]);
    await gateway.requestCode(request);
    await gateway.requestCode(request);
    expect(sent[0]?.body).toBe(sent[1]?.body);
  });

  it.each([
    "https://evil.example/pay",
    "javascript:alert(1)",
    "http://qr.alipay.com/x",
    `${CODE} `,
    "http://127.0.0.1:9/w/x",
  ])("B32 draws no code of somebody else: %j is unclear", async (text) => {
    const { gateway } = gatewayWith([precreated(text)]);
    expect(await gateway.requestCode(request)).toMatchObject({ kind: "unclear" });
  });

  it("B32 draws the practice wallet's code for practice accounts only", async () => {
    const practice = { gateway: "http://127.0.0.1:9", wallet: "http://192.168.1.5:9" };
    const { gateway } = gatewayWith([precreated("http://192.168.1.5:9/w/x")], { practice });
    expect(await gateway.requestCode(request)).toMatchObject({ kind: "code" });
  });

  it.each([
    ["ACQ.ACCESS_FORBIDDEN", "contract"],
    ["ACQ.TOTAL_FEE_EXCEED", "amount_limit"],
    ["ACQ.EXIST_FORBIDDEN_WORD", "wording"],
    ["ACQ.SELLER_BEEN_BLOCKED", "merchant_blocked"],
    ["ACQ.INVALID_PARAMETER", "settings"],
  ])("tells the cashier why: %s", async (subCode, reason) => {
    const { gateway } = gatewayWith([refusal("precreate", subCode)]);
    expect(await gateway.requestCode(request)).toEqual({ kind: "refused", reason, code: subCode });
  });

  it("tells a clock that is wrong", async () => {
    const { gateway } = gatewayWith([refusal("precreate", "isv.invalid-timestamp", "40002")]);
    expect(await gateway.requestCode(request)).toMatchObject({ kind: "refused", reason: "clock" });
  });

  it.each([
    ["F26 a system error", refusal("precreate", "ACQ.SYSTEM_ERROR")],
    ["F26 an unavailable service", refusal("precreate", "isp.unknow-error", "20000")],
    ["a code that no page lists", refusal("precreate", "ACQ.NEVER_HEARD_OF")],
    ["F26 an HTML page", answerOf("<html>busy</html>")],
    ["F26 nothing", answerOf("")],
    ["F26 HTTP 502", answerOf("bad gateway", 502)],
    ["F24 no answer in time", noAnswer("timeout", true)],
    ["F30 a reset in the middle", noAnswer("reset", true)],
  ])("is unclear, never failed, after %s", async (_what, answer) => {
    const { gateway } = gatewayWith([answer]);
    expect(await gateway.requestCode(request)).toMatchObject({ kind: "unclear" });
  });

  it("B27 keeps an unsigned refusal as a claim that decides nothing", async () => {
    const { gateway } = gatewayWith([
      answerOf('{"error_response":{"code":"40002","msg":"x","sub_code":"isv.invalid-app-id","sub_msg":"y"}}'),
    ]);
    expect(await gateway.requestCode(request)).toMatchObject({
      kind: "unclear",
      claim: { reason: "keys", code: "isv.invalid-app-id" },
    });
  });

  it("F27 tells a person that Alipay has another certificate, and believes nothing else", async () => {
    const answer = precreated(CODE);
    const body = Buffer.from(answer.body.toString().replace(/}$/, ',"alipay_cert_sn":"0"}'));
    const { gateway } = gatewayWith([{ ...answer, body }], {}, { trust: certificateTrust() });
    expect(await gateway.requestCode(request)).toEqual({
      kind: "unclear",
      why: "unknown_certificate",
      claim: { reason: "keys", code: "alipay_cert_sn" },
    });
  });

  it("knows when nothing was sent", async () => {
    const { gateway } = gatewayWith([noAnswer("refused", false)]);
    expect(await gateway.requestCode(request)).toEqual({ kind: "not_sent", why: "refused" });
  });

  it("asks about a number that is paid already, and ends one that is spent", async () => {
    const paid = gatewayWith([refusal("precreate", "ACQ.TRADE_HAS_SUCCESS")]);
    expect((await paid.gateway.requestCode(request)).kind).toBe("ask");
    for (const code of ["ACQ.TRADE_HAS_CLOSE", "ACQ.CONTEXT_INCONSISTENT"]) {
      expect((await gatewayWith([refusal("precreate", code)]).gateway.requestCode(request)).kind).toBe("number_spent");
    }
  });
});

describe("asking what became of it", () => {
  const answered = (status: string, more = {}) =>
    signedAnswer("query", {
      code: "10000",
      msg: "Success",
      out_trade_no: NUMBER,
      trade_no: "2026030122001400000000000001",
      trade_status: status,
      total_amount: "88.88",
      buyer_logon_id: "li***@example.com",
      ...more,
    });

  it.each([
    ["WAIT_BUYER_PAY", "waiting"],
    ["TRADE_SUCCESS", "paid"],
    ["TRADE_FINISHED", "paid"],
    ["TRADE_CLOSED", "closed"],
  ])("%s means %s", async (word, state) => {
    const { gateway } = gatewayWith([answered(word)]);
    expect(await gateway.query(NUMBER, "CNY")).toMatchObject({
      kind: "trade",
      trade: { state, amount: { minor: 8888n, currency: "CNY" } },
    });
  });

  it("sees that a closed trade had been paid", async () => {
    const { gateway } = gatewayWith([answered("TRADE_CLOSED", { send_pay_date: "2026-03-01 12:00:00" })]);
    expect(await gateway.query(NUMBER, "CNY")).toMatchObject({ trade: { state: "closed", wasPaid: true } });
  });

  it("B16 keeps another currency apart", async () => {
    const { gateway } = gatewayWith([answered("TRADE_SUCCESS", { trans_currency: "HKD" })]);
    expect(await gateway.query(NUMBER, "CNY")).toMatchObject({ trade: { amount: { currency: "HKD" } } });
  });

  it("P3 takes 'no such trade' for waiting, and any refusal for unclear", async () => {
    expect(await gatewayWith([refusal("query", "ACQ.TRADE_NOT_EXIST")]).gateway.query(NUMBER, "CNY")).toEqual({
      kind: "no_trade",
    });
    expect(await gatewayWith([refusal("query", "ACQ.INVALID_PARAMETER")]).gateway.query(NUMBER, "CNY")).toMatchObject({
      kind: "unclear",
    });
    expect(await gatewayWith([answered("SOMETHING_ELSE")]).gateway.query(NUMBER, "CNY")).toMatchObject({
      kind: "unclear",
    });
  });
});

it("F34 says when too many calls were made, whatever was asked", async () => {
  const limited = (method: Parameters<typeof refusal>[0]) =>
    gatewayWith([refusal(method, "isv.app-call-limited", "40005")]).gateway;
  const slower = { kind: "unclear", why: "rate_limited" };
  expect(await limited("query").query(NUMBER, "CNY")).toEqual(slower);
  expect(await limited("cancel").cancel(NUMBER)).toEqual(slower);
  expect(await limited("precreate").requestCode(request)).toMatchObject(slower);
});

describe("cancelling", () => {
  const answered = (more = {}) =>
    signedAnswer("cancel", { code: "10000", msg: "Success", out_trade_no: NUMBER, ...more });

  it("tells closed, sent back and nothing there apart", async () => {
    const trade_no = "2026030122001400000000000001";
    expect(
      await gatewayWith([answered({ trade_no, action: "close", retry_flag: "N" })]).gateway.cancel(NUMBER),
    ).toEqual({ kind: "closed" });
    expect(
      await gatewayWith([answered({ trade_no, action: "refund", retry_flag: "N" })]).gateway.cancel(NUMBER),
    ).toEqual({ kind: "refunded" });
    for (const nothing of [answered(), refusal("cancel", "ACQ.TRADE_NOT_EXIST")]) {
      expect(await gatewayWith([nothing]).gateway.cancel(NUMBER)).toEqual({ kind: "no_trade" });
    }
  });

  it("repeats when Alipay asks for it", async () => {
    expect(await gatewayWith([answered({ retry_flag: "Y" })]).gateway.cancel(NUMBER)).toMatchObject({
      kind: "unclear",
    });
  });

  it("closes where the contract allows no cancel", async () => {
    const closed = signedAnswer("close", { code: "10000", msg: "Success", out_trade_no: NUMBER, trade_no: "1" });
    const { gateway, sent } = gatewayWith([refusal("cancel", "ACQ.CANCEL_NOT_ALLOWED"), closed]);
    expect(await gateway.cancel(NUMBER)).toEqual({ kind: "closed" });
    expect(methodOf(sent[1])).toBe("alipay.trade.close");
  });

  it.each(["ACQ.TRADE_STATUS_ERROR", "ACQ.REASON_TRADE_STATUS_INVALID", "ACQ.REASON_ILLEGAL_STATUS"])(
    "is refused for good when the close meets %s: the query tells that it is paid",
    async (code) => {
      const { gateway } = gatewayWith([refusal("cancel", "ACQ.CANCEL_NOT_ALLOWED"), refusal("close", code)]);
      expect(await gateway.cancel(NUMBER)).toEqual({ kind: "refused", code });
    },
  );

  it("stays unclear when the close has no sure answer", async () => {
    const answers = [refusal("close", "ACQ.SYSTEM_ERROR"), refusal("close", "ACQ.NEW"), noAnswer("timeout", true)];
    for (const answer of answers) {
      const { gateway } = gatewayWith([refusal("cancel", "ACQ.CANCEL_NOT_ALLOWED"), answer]);
      expect(await gateway.cancel(NUMBER)).toMatchObject({ kind: "unclear" });
    }
  });

  it.each(["ACQ.SELLER_BALANCE_NOT_ENOUGH", "ACQ.REASON_TRADE_REFUND_FEE_ERR"])(
    "is refused for good when the money cannot go back: %s",
    async (code) => {
      const { gateway } = gatewayWith([refusal("cancel", code)]);
      expect(await gateway.cancel(NUMBER)).toEqual({ kind: "refused", code });
    },
  );
});

describe("reading a notice", () => {
  const { gateway } = gatewayWith([]);
  const read = (fields: Record<string, string> = {}, query = "") =>
    gateway.readNotice({
      body: Buffer.from(signedNotice({ out_trade_no: NUMBER, total_amount: "88.88", ...fields })),
      query,
      contentType: null,
    });

  it("B25 answers exactly success, and anything else when it wants the notice again", async () => {
    const body = Buffer.alloc(0);
    const success = { status: 200, contentType: "text/plain; charset=utf-8", body: "success" };
    expect(await gateway.reply(body, "taken")).toEqual(success);
    expect((await gateway.reply(body, "again")).body).not.toBe("success");
  });

  it("says what a payment says", () => {
    expect(read()).toMatchObject({
      kind: "notice",
      use: "settle",
      merchantNumber: NUMBER,
      trade: { state: "paid", amount: { minor: 8888n, currency: "CNY" } },
      verdicts: { form: true, signature: true, application: true, seller: true, content: true },
    });
  });

  it("B10 B8 only asks when a signed name is unknown", () => {
    expect(read({ brand_new_name: "x" })).toMatchObject({ kind: "notice", use: "ask" });
  });

  it("only asks when a notice names no seller", () => {
    const unsigned = { out_trade_no: NUMBER, seller_id: undefined };
    expect(gateway.readNotice({ body: signedNotice(unsigned), query: "", contentType: null })).toMatchObject({
      kind: "notice",
      use: "ask",
    });
  });

  it("B14 F40 a report of a refund is no payment", () => {
    expect(read({ refund_fee: "1.00" })).toMatchObject({ kind: "notice", trade: null });
  });

  it("B19 parks a state that nobody knows", () => {
    expect(read({ trade_status: "trade_success" })).toMatchObject({ kind: "notice", use: "park", trade: null });
  });

  it("B2 refuses the genuine notice of another merchant", () => {
    expect(read({ app_id: "2021000000000099" })).toMatchObject({ kind: "refused", verdicts: { application: false } });
    expect(read({ seller_id: "2088000000000000" })).toMatchObject({ kind: "refused", verdicts: { seller: false } });
  });

  it("B7 refuses parameters beside the body", () => {
    expect(read({}, "total_amount=0.01")).toMatchObject({ kind: "refused", why: "query_string" });
    expect(read({}, "Total_Amount=0.01")).toMatchObject({ kind: "refused" });
    expect(read({}, "utm=1")).toMatchObject({ kind: "notice" });
  });
});
