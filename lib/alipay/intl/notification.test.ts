import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyEnvelope } from "./envelope.ts";
import { answerNotification, parseNotification } from "./notification.ts";
import { reqMsgId, responseMessage, signedEnvelope, success, testConfig } from "./testing/account.ts";
import { noticeMessage, noticeTime, signedNotice } from "./testing/notification-signer.ts";

const config = testConfig();
const sent = new Date(noticeTime);
const parse = (body: Buffer | string, at = sent) => parseNotification(Buffer.from(body), config, at);
const why = (body: Buffer | string, at = sent) => {
  const result = parse(body, at);
  return result.kind === "refused" ? `${result.check}: ${result.why}` : result.kind;
};

function noticeOf(body: Buffer) {
  const result = parse(body);
  if (result.kind !== "notice") throw new Error(result.why);
  return result.notice;
}

const afterMinutes = (minutes: number) => new Date(sent.getTime() + minutes * 60_000);

describe("a notice", () => {
  it("is read when every check is good", () => {
    expect(parse(signedNotice())).toEqual({
      kind: "notice",
      notice: {
        newsId: expect.stringMatching(/^[0-9a-f]{64}$/),
        merchantTransId: "T20260301_0201",
        isOurMerchant: true,
      },
    });
  });

  it("B10 is accepted with unknown members, correctly signed", () => {
    const body = signedNotice({ brandNew: { a: [1] }, payTime: noticeTime }, { brandNew: "1" });
    expect(parse(body).kind).toBe("notice");
  });

  it("B15 is verified over the characters that came", () => {
    const pretty = JSON.stringify(noticeMessage(), null, 2);
    expect(why(signedEnvelope("request", pretty))).toBe("notice");
    expect(why(signedEnvelope("request", pretty).replace("T20260301_0201", "T20260301_0202"))).toBe(
      "signature: bad_signature",
    );
  });

  it.each([
    ["another function", { function: "alipay.intl.acquiring.common.notify.pay" }, "other_function"],
    ["a call of ours", { function: "alipay.intl.acquiring.cashier.payQuery" }, "other_function"],
    ["no function", { function: undefined }, "other_function"],
    ["another client", { clientId: "211020000000000000045" }, "other_client"],
    ["no client", { clientId: undefined }, "other_client"],
    ["another version", { version: "2.0.4" }, "other_version"],
    ["no version", { version: undefined }, "other_version"],
    ["a version that is a number", { version: 2 }, "other_version"],
    ["no message id", { reqMsgId: undefined }, "no_message_id"],
    ["a message id that is none", { reqMsgId: "a b" }, "no_message_id"],
    ["a message id that is too long", { reqMsgId: "a".repeat(65) }, "no_message_id"],
    ["no time", { reqTime: undefined }, "no_time"],
    ["a time that is none", { reqTime: "2026-02-31T00:00:00+08:00" }, "no_time"],
  ])("B15 is refused with %s in the signed text", (_, head, problem) => {
    expect(why(signedNotice({}, head))).toBe(`head: ${problem}`);
  });

  it("B15 is refused with a stale time: repeats run for 25 hours, clocks differ by minutes", () => {
    const body = signedNotice();
    expect([why(body, afterMinutes(26 * 60)), why(body, afterMinutes(-15))]).toEqual(["notice", "notice"]);
    expect(why(body, new Date(afterMinutes(26 * 60).getTime() + 1))).toBe("head: stale");
    expect(why(body, new Date(afterMinutes(-15).getTime() - 1))).toBe("head: stale");
  });

  it("B15 is refused with another key's signature, our own included", () => {
    const { privateKey: stranger } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    for (const key of [stranger, config.privateKey]) {
      expect(why(signedEnvelope("request", noticeMessage(), { key }))).toBe("signature: bad_signature");
    }
  });

  it("B15 is refused when it is a signed answer, as it came or dressed up as a request", () => {
    const answer = signedEnvelope("response", responseMessage("payQuery", { merchantTransId: "T1" }));
    expect(why(answer)).toBe("form: no_message");
    expect(why(answer.replace('"response"', '"request"'))).toBe("head: other_function");
    expect(why(signedNotice({}, { respTime: noticeTime }))).toBe("head: answer");
    expect(why(signedNotice({}, { respTime: noticeTime, reqTime: undefined }))).toBe("head: answer");
  });

  it("B3 is verified with the account's method: another hash is refused", () => {
    expect(why(signedEnvelope("request", noticeMessage(), { signType: "RSA2" }))).toBe("signature: bad_signature");
  });

  it.each([
    ["is missing", undefined, "no_signature"],
    ["is null", null, "no_signature"],
    ["is empty", "", "no_signature"],
    ["is no Base64", "!!!!", "bad_signature"],
    ["has another length", "AAAA", "bad_signature"],
  ])("B1 is refused when its signature %s", (_, signature, problem) => {
    expect(why(JSON.stringify({ request: noticeMessage(), signature }))).toBe(`signature: ${problem}`);
  });

  it("B6 is refused when a member comes twice, also in escapes", () => {
    const text = signedNotice().toString();
    expect(why(text.replace(/}$/, ',"request":{}}'))).toBe("form: bad_json");
    expect(why(text.replace(/}$/, ',"re\\u0071uest":{}}'))).toBe("form: bad_json");
    const twice = JSON.stringify(noticeMessage()).replace('"body":{', '"body":{"merchantTransId":"T2",');
    expect(why(signedEnvelope("request", twice))).toBe("form: bad_json");
  });

  it.each([
    ["nothing", ""],
    ["a form", "a=b&sign=c"],
    ["a list", "[]"],
    ["a byte order mark", "\uFEFF{}"],
    ["10,000 levels", "[".repeat(10_000)],
  ])("B9 is refused when it is %s", (_, body) => {
    expect(why(body)).toBe("form: bad_json");
  });

  it("B20 is refused when it is not UTF-8", () => {
    const body = signedNotice({ orderTitle: "店" });
    const broken = Buffer.from(body);
    broken[body.indexOf("店")] = 0xff;
    expect([why(body), why(broken)]).toEqual(["notice", "form: not_utf8"]);
  });

  it("is refused without head or body, although signed", () => {
    expect(why(signedEnvelope("request", { head: {} }))).toBe("form: bad_message");
    expect(why(signedEnvelope("request", "[]"))).toBe("form: bad_message");
  });

  it("is kept when it names another merchant, or none (clarification 14)", () => {
    expect(noticeOf(signedNotice({ merchantId: "1" })).isOurMerchant).toBe(false);
    expect(noticeOf(signedNotice({ merchantId: 1 })).isOurMerchant).toBe(false);
    expect(noticeOf(signedNotice({ merchantId: undefined })).isOurMerchant).toBeNull();
  });

  it.each([undefined, "", 1, "x".repeat(65), "T'1", "T 1"])("B18 names no order of ours with %j", (merchantTransId) => {
    expect(noticeOf(signedNotice({ merchantTransId })).merchantTransId).toBeNull();
  });
});

describe("the same news", () => {
  const idOf = (body: Record<string, unknown>, head: Record<string, unknown> = {}) =>
    noticeOf(signedNotice(body, head)).newsId;
  const failed = { resultStatus: "F", resultCodeId: "00000019", resultCode: "PROCESS_FAIL", resultMsg: "" };

  it("is known again under another message id, at another time, in other words", () => {
    const first = idOf({});
    expect(idOf({}, { reqMsgId: "another", reqTime: "2026-03-01T12:40:00+08:00" })).toBe(first);
    expect(idOf({ resultInfo: { ...success, resultMsg: "Success." }, notifyTime: noticeTime })).toBe(first);
  });

  it("is other news for another order, trade, merchant or result", () => {
    const ids = [
      {},
      { merchantTransId: "T2" },
      { merchantTransId: undefined },
      { acquirementId: "1" },
      { acquirementId: undefined },
      { merchantId: "1" },
      { resultInfo: failed },
      { resultInfo: { ...failed, resultCode: "ORDER_IS_CLOSED" } },
      { resultInfo: undefined },
      { resultInfo: { resultStatus: "S" } },
      { resultInfo: { resultStatus: "F" } },
      // No text can move from one member into its neighbour.
      { merchantTransId: "T20260301_0201,2026030120071015472013527471", acquirementId: "" },
    ].map((change) => idOf(change));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the answer to a notice", () => {
  const at = new Date("2026-03-01T04:34:57.999Z");
  const answer = (body: Buffer | string) => answerNotification(Buffer.from(body), config, at);
  const trust = { ...config, alipayPublicKey: createPublicKey(config.privateKey) };

  it("B25 is the signed envelope, member by member in the order of intl.md section 4.5.4", async () => {
    const text = await answer(signedNotice());
    expect(text.replace(/"signature":"[A-Za-z0-9+/]{342}=="}$/, "")).toBe(
      '{"response":{"head":{"version":"2.0.0","function":"alipay.intl.acquiring.cashier.notify.pay",' +
        `"clientId":"211020000000000000044","respTime":"2026-03-01T12:34:57+08:00","reqMsgId":"${reqMsgId}","reserve":"{}"},` +
        '"body":{"resultInfo":{"resultStatus":"S","resultCodeId":"00000000","resultCode":"SUCCESS","resultMsg":"success"}}},',
    );
    expect(verifyEnvelope(text, "response", trust).ok).toBe(true);
  });

  it.each([
    ["nothing", ""],
    ["a page", "<html>"],
    ["bytes that are no text", Buffer.from([0xff, 0xfe])],
    ["no request", '{"response":{}}'],
    ["no head", '{"request":{}}'],
    ["a head of text", '{"request":{"head":"x"}}'],
    ["a message id of a kilobyte", JSON.stringify({ request: { head: { reqMsgId: "x".repeat(1024) } } })],
    ["a message id with line feeds", JSON.stringify({ request: { head: { reqMsgId: "a\nb" } } })],
  ])("B9 puts nothing strange under our signature for %s", async (_, body) => {
    expect(JSON.parse(await answer(body)).response.head.reqMsgId).toBe("");
  });
});
