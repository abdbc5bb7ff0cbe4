import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readAnswer } from "./response.ts";
import {
  answerOf,
  merchantId,
  reqMsgId,
  responseMessage,
  signedAnswer,
  signedEnvelope,
  success,
  testConfig,
} from "./testing/account.ts";
import { seedResponse } from "./testing/seed.ts";

const config = testConfig();
const trade = { merchantTransId: "T1" };
const asked = { operation: "payQuery", reqMsgId, trade } as const;
const paid = { merchantTransId: "T1", acquirementStatus: "SUCCESS" };
const waiting = { ...paid, acquirementStatus: "INIT" };
const read = (body: string | Buffer, status = 200) => readAnswer(answerOf(body, status), config, asked);
const readSigned = (body: Record<string, unknown>, head: Record<string, unknown> = {}) =>
  readAnswer(signedAnswer("payQuery", body, head), config, asked);
const messageText = (body: Record<string, unknown>) => JSON.stringify(responseMessage("payQuery", body));
const envelope = signedEnvelope("response", messageText(waiting));
const why = (result: ReturnType<typeof readAnswer>) => (result.kind === "unclear" ? result.why : result.kind);

describe("an answer", () => {
  it("is a success when verified with S and SUCCESS", () => {
    const answer = readSigned(paid);
    expect(answer.kind === "success" && answer.body.get("acquirementStatus")).toBe("SUCCESS");
  });

  it("is verified over the received characters, blanks and line feeds included (intl.md section 2.1)", () => {
    const pretty = JSON.stringify(responseMessage("payQuery", paid), null, "\t");
    expect(why(read(signedEnvelope("response", pretty)))).toBe("success");
    const compact = signedEnvelope("response", pretty).replace(pretty, messageText(paid));
    expect(why(read(compact))).toBe("bad_signature");
  });

  it("finds its members in any order and between blanks", () => {
    const [, signature] = /"signature":"(.+)"/.exec(envelope) ?? [];
    expect(why(read(` {\n "signature" : "${signature}" , "response" : ${messageText(waiting)} } \n`))).toBe("success");
  });

  it("B26 is parsed from the signed text alone", () => {
    const forged = envelope.replace(/}$/, `,"body":${JSON.stringify({ ...paid, resultInfo: success })}}`);
    const answer = read(forged);
    expect(answer.kind === "success" && answer.body.get("acquirementStatus")).toBe("INIT");
  });

  it.each([
    ["the message twice", envelope.replace(/}$/, `,"response":${messageText(paid)}}`)],
    ["the message twice, once in escapes", envelope.replace(/}$/, `,"respons\\u0065":${messageText(paid)}}`)],
    ["the forged message first", envelope.replace(/^{/, `{"response":${messageText(paid)},`)],
    ["the signature twice", envelope.replace(/}$/, ',"signature":"AAAA"}')],
  ])("B26 is unclear with %s", (_, body) => {
    expect(why(read(body))).toBe("bad_json");
  });

  it.each([
    ["a member twice", messageText(paid).replace('"body":{', '"body":{"acquirementStatus":"INIT",')],
    [
      "a member twice, once in escapes",
      messageText(paid).replace('"body":{', '"body":{"\\u0061cquirementStatus":"I",'),
    ],
    ["__proto__", messageText(paid).replace('"body":{', '"body":{"__proto__":{},')],
    ["NUL", messageText({ ...paid, note: "\u0000" })],
    ["a lone surrogate", messageText(paid).replace('"T1"', '"\\ud800"')],
    ["a huge number", messageText(paid).replace('"T1"', "1e400")],
    ["10,000 levels", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ])("B28 is unclear with %s, although signed", (_, text) => {
    expect(why(read(signedEnvelope("response", text)))).toBe("bad_json");
  });

  it.each([
    ["a list", "[]"],
    ["a text", '"x"'],
    ["no head", '{"body":{}}'],
    ["no body", '{"head":{}}'],
  ])("B28 is unclear when the signed message is %s", (_, text) => {
    expect(why(read(signedEnvelope("response", text)))).toBe("bad_message");
  });

  it.each([
    ["no signature", undefined],
    ["a signature of null", null],
    ["a signature that is no text", 1],
    ["an empty signature", ""],
    // seed-notes 2.16: the document shows no signature at all.
    ["the seed's words in its place", "signature string"],
  ])("B27 is unclear with %s", (_, signature) => {
    const body = JSON.stringify({ response: responseMessage("payQuery", paid), signature });
    expect(why(read(body))).toBe(signature === "signature string" ? "bad_signature" : "no_signature");
  });

  it("B27 the sample answer of the document is no success", () => {
    const preparing = { ...asked, operation: "prepareForRedirect", reqMsgId: "1234567asdfasdf1123fda" } as const;
    expect(readAnswer(answerOf(JSON.stringify(seedResponse)), config, preparing)).toEqual({
      kind: "unclear",
      why: "bad_signature",
      result: null,
    });
  });

  it("F27 is unclear with another key's signature", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    expect(why(read(signedEnvelope("response", messageText(paid), { key: privateKey })))).toBe("bad_signature");
    expect(why(read(signedEnvelope("response", messageText(paid), { key: config.privateKey })))).toBe("bad_signature");
  });

  it("B3 is verified with the account's own method, whatever the message says", () => {
    const message = responseMessage("payQuery", paid, { signType: "RSA2" });
    expect(why(read(signedEnvelope("response", message, { signType: "RSA2" })))).toBe("bad_signature");
    const sha256 = testConfig({ signType: "RSA2" });
    const answer = answerOf(signedEnvelope("response", message, { signType: "RSA2" }));
    expect(why(readAnswer(answer, sha256, asked))).toBe("success");
  });

  it("B27 shows an unsigned refusal to a person and believes none of it", () => {
    const resultInfo = { resultStatus: "F", resultCodeId: "12014155", resultCode: "UNKNOWN_CLIENT", resultMsg: "who?" };
    const body = JSON.stringify({ response: responseMessage("payQuery", { resultInfo }) });
    expect(read(body)).toEqual({ kind: "unclear", why: "no_signature", result: resultInfo });
  });

  it.each([
    ["another function", { function: "alipay.intl.acquiring.common.payCancel" }],
    ["another client", { clientId: "211020000000000000045" }],
    ["another message id", { reqMsgId: "b6c6f1c2d5b94d0f9d0b8c9b3f3a7f12" }],
    ["no function", { function: undefined }],
    ["no client", { clientId: undefined }],
    ["no message id", { reqMsgId: undefined }],
  ])("B27 is unclear when it is genuine but answers %s", (_, head) => {
    expect(why(readSigned(paid, head))).toBe("other_request");
  });

  it.each([undefined, "", "yesterday", 1772339696])("is unclear with the time %j", (respTime) => {
    expect(why(readSigned(paid, { respTime }))).toBe("no_time");
  });

  it.each([
    ["another order", { ...paid, merchantTransId: "T2" }],
    ["another merchant", { ...paid, merchantId: "218820000000000000024" }],
    ["an order that is no text", { ...paid, merchantTransId: 1 }],
  ])("B27 is unclear when it is about %s", (_, body) => {
    expect(why(readSigned(body))).toBe("other_trade");
    const gone = { resultStatus: "F", resultCode: "ORDER_NOT_EXIST" };
    expect(why(readSigned({ ...body, resultInfo: gone }))).toBe("other_trade");
    expect(why(readSigned({ ...paid, merchantId }))).toBe("success");
  });

  it.each([
    ["absent", undefined],
    ["null", null],
    ["a text", "S"],
    ["without status", { resultCode: "SUCCESS" }],
    ["with an empty status", { ...success, resultStatus: "" }],
    ["with a status that is no text", { ...success, resultStatus: true }],
    ["with a code id that is a number: it has leading zeros", { ...success, resultCodeId: 0 }],
  ])("is unclear with a result that is %s", (_, resultInfo) => {
    expect(why(readSigned({ ...paid, resultInfo }))).toBe("bad_result");
  });

  it("B31 is unclear when status and code contradict each other", () => {
    expect(why(readSigned({ ...paid, resultInfo: { ...success, resultStatus: "F" } }))).toBe("contradiction");
    expect(why(readSigned({ ...paid, resultInfo: { ...success, resultCode: "PROCESS_FAIL" } }))).toBe("contradiction");
  });

  it("F26 is unclear, never failed, with U", () => {
    const resultInfo = { resultStatus: "U", resultCodeId: "00000901", resultCode: "UNKNOWN_EXCEPTION", resultMsg: "" };
    expect(readSigned({ resultInfo })).toEqual({
      kind: "unclear",
      why: "code",
      result: { ...resultInfo, resultMsg: null },
    });
  });

  it.each([302, 307, 401, 500, 502, 503])("F26 B34 is unclear with status %i, even signed", (status) => {
    expect(why(read(envelope, status))).toBe("http_status");
  });

  it.each([
    ["nothing", "", "bad_json"],
    ["a page", "<html>502 Bad Gateway</html>", "bad_json"],
    ["a cut answer", envelope.slice(0, -20), "bad_json"],
    ["a list", "[]", "bad_json"],
    ["an empty object", "{}", "no_message"],
    ["a request", envelope.replace("response", "request"), "no_message"],
  ])("F26 is unclear when it is %s", (_, body, reason) => {
    expect(why(read(body))).toBe(reason);
  });

  it("B20 is unclear when it is not UTF-8, and nothing is repaired", () => {
    const text = signedEnvelope("response", messageText({ ...paid, store: "店" }));
    const bytes = Buffer.from(text);
    const broken = Buffer.from(bytes);
    broken[bytes.indexOf("店")] = 0xff;
    expect(why(read(bytes))).toBe("success");
    expect(why(read(broken))).toBe("not_utf8");
    expect(why(read(Buffer.concat([Buffer.from("\uFEFF"), bytes])))).toBe("bad_json");
    // Overlong: `/` in two bytes.
    expect(why(read(Buffer.concat([Buffer.from([0xc0, 0xaf]), bytes])))).toBe("not_utf8");
    const gbk = Buffer.concat([Buffer.from('{"response":"'), Buffer.from([0xb5, 0xea]), Buffer.from('"}')]);
    expect(why(read(gbk))).toBe("not_utf8");
  });

  it("B33 cuts the gateway's texts and makes them plain", () => {
    const resultInfo = {
      resultStatus: "F",
      resultCode: `X\u001b[31m${"x".repeat(1000)}`,
      resultMsg: `<b>\u001b[2J\r\u202e${"😀".repeat(100_000)}`,
    };
    const result = readSigned({ resultInfo });
    if (result.kind !== "refused") throw new Error(result.kind);
    expect([result.resultCode?.length, result.resultMsg?.length]).toEqual([256, 256]);
    expect(result.resultMsg).toMatch(/^<b> \[2J {2}😀/);
    expect(`${result.resultCode}${result.resultMsg}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(result.resultMsg?.isWellFormed()).toBe(true);
  });
});
