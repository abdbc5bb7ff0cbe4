import { createSecretKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signNow } from "../testing/sign-now.ts";
import { readAnswer } from "./response.ts";
import { alipayKey, answerOf, signedAnswer, signedAnswerText, testConfig } from "./testing/account.ts";

const config = testConfig();
const asked = { method: "query", out_trade_no: "T1" } as const;
const paid = { code: "10000", msg: "Success", out_trade_no: "T1", trade_status: "TRADE_SUCCESS" };
const waiting = { ...paid, trade_status: "WAIT_BUYER_PAY" };
const node = "alipay_trade_query_response";
const sign = (text: string) => signNow(text, alipayKey, "RSA2");
const read = (body: string | Buffer, status = 200) => readAnswer(answerOf(body, status), config, asked);

describe("an answer", () => {
  it("is a success when verified with code 10000", () => {
    const answer = readAnswer(signedAnswer("query", paid), config, asked);
    expect(answer.kind === "success" && answer.members.get("trade_status")).toBe("TRADE_SUCCESS");
  });

  it("B27 is no success in the node of errors, nor unencrypted where contents are encrypted", () => {
    const text = JSON.stringify(paid);
    expect(read(`{"error_response":${text},"sign":"${sign(text)}"}`)).toMatchObject({
      kind: "unclear",
      why: "bad_result",
    });
    const encrypted = testConfig({ aesKey: createSecretKey(Buffer.alloc(16)) });
    expect(readAnswer(signedAnswer("query", paid), encrypted, asked)).toMatchObject({
      kind: "unclear",
      why: "bad_result",
    });
  });

  it("B26 is parsed from the signed text alone", () => {
    const text = JSON.stringify(waiting);
    const forged = `{"${node}":${text},"sign":"${sign(text)}","trade_status":"TRADE_SUCCESS","code":"10000"}`;
    const answer = read(forged);
    expect(answer.kind === "success" && Object.fromEntries(answer.members)).toEqual(waiting);
  });

  it.each([
    [
      "the node twice",
      (text: string) => `{"${node}":${text},"${node}":${JSON.stringify(paid)},"sign":"${sign(text)}"}`,
    ],
    [
      "the node twice, once in escapes",
      (text: string) =>
        `{"${node}":${text},"alipay_trade_query_respons\\u0065":${JSON.stringify(paid)},"sign":"${sign(text)}"}`,
    ],
    ["sign twice", (text: string) => `{"${node}":${text},"sign":"${sign(text)}","sign":"${sign(text)}"}`],
  ])("B26 is unclear with %s", (_, forge) => {
    expect(read(forge(JSON.stringify(waiting)))).toMatchObject({ kind: "unclear", why: "bad_json" });
  });

  it("B26 is unclear when a signed error stands beside an unsigned result", () => {
    const error = '{"code":"40004","msg":"Business Failed"}';
    const body = `{"${node}":${JSON.stringify(paid)},"error_response":${error},"sign":"${sign(error)}"}`;
    expect(read(body)).toMatchObject({ kind: "unclear", why: "bad_signature" });
  });

  it("reads the signed result and nothing of an unsigned error beside it (openapi.md section 5)", () => {
    const result = JSON.stringify(paid);
    const body = `{"${node}":${result},"error_response":{"code":"40004"},"sign":"${sign(result)}"}`;
    expect(read(body)).toMatchObject({ kind: "success" });
  });

  it("B26 is unclear when the signature belongs to a text inside a member", () => {
    const inner = JSON.stringify(paid);
    const body = JSON.stringify({ [node]: { ...paid, note: `${inner},"sign":"${sign(inner)}"` }, sign: sign(inner) });
    expect(read(body)).toMatchObject({ kind: "unclear", why: "bad_signature" });
  });

  it("B26 is unclear when the signed node is another operation's", () => {
    const answer = signedAnswerText("alipay_trade_cancel_response", paid);
    expect(read(answer)).toMatchObject({ kind: "unclear", why: "no_result" });
  });

  it.each([
    ["no signature", { [node]: paid }],
    ["a signature of null", { [node]: paid, sign: null }],
    ["a signature that is no text", { [node]: paid, sign: 1 }],
  ])("B27 is unclear with %s", (_, body) => {
    expect(read(JSON.stringify(body))).toMatchObject({ kind: "unclear", why: "no_signature" });
  });

  it("F27 is unclear with another key's signature", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const text = JSON.stringify(paid);
    const body = `{"${node}":${text},"sign":"${signNow(text, privateKey, "RSA2")}"}`;
    expect(read(body)).toEqual({ kind: "unclear", why: "bad_signature", error: null });
  });

  it("F27 is unclear with an empty signature", () => {
    expect(read(JSON.stringify({ [node]: paid, sign: "" }))).toMatchObject({ kind: "unclear", why: "bad_signature" });
  });

  it("B3 is unclear when signed with SHA-1 for an RSA2 account", () => {
    expect(read(signedAnswerText(node, paid, "RSA"))).toMatchObject({ kind: "unclear", why: "bad_signature" });
  });

  it("B27 shows an unsigned error to a person and believes none of it", () => {
    const error = {
      code: "40002",
      msg: "Invalid Arguments",
      sub_code: "isv.invalid-app-id",
      sub_msg: "无效的AppID参数",
    };
    expect(read(JSON.stringify({ error_response: error }))).toEqual({
      kind: "unclear",
      why: "no_signature",
      error: { code: "40002", sub_code: "isv.invalid-app-id", sub_msg: "无效的AppID参数" },
    });
  });

  it("B27 is unclear when it is genuine but about another trade", () => {
    const other = signedAnswer("query", { ...paid, out_trade_no: "T2" });
    expect(readAnswer(other, config, asked)).toMatchObject({ kind: "unclear", why: "other_trade" });
    const refusal = signedAnswer("query", {
      code: "40004",
      msg: "",
      sub_code: "ACQ.TRADE_NOT_EXIST",
      out_trade_no: "T2",
    });
    expect(readAnswer(refusal, config, asked)).toMatchObject({ kind: "unclear", why: "other_trade" });
  });

  it.each([
    ["10,000 levels", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
    ["a huge number", '{"code":"10000","a":1e400}'],
    ["__proto__", '{"code":"10000","__proto__":{}}'],
    ["duplicate members", '{"code":"40004","code":"10000"}'],
    ["NUL", '{"code":"10000","a":"\\u0000"}'],
    ["a lone surrogate", '{"code":"10000","a":"\\udc00"}'],
  ])("B28 is unclear with %s, although signed", (_, text) => {
    expect(read(signedAnswerText(node, text))).toMatchObject({ kind: "unclear", why: "bad_json" });
  });

  it.each([
    ["a list", "[]"],
    ["ciphertext", '"sb44umJUD7"'],
    ["no code", '{"msg":"Success"}'],
    ["a code that is a number", '{"code":10000}'],
  ])("B28 is unclear when the signed result is %s", (_, text) => {
    expect(read(signedAnswerText(node, text))).toMatchObject({ kind: "unclear", why: "bad_result" });
  });

  it.each([302, 401, 500, 502, 503])("F26 is unclear with status %i, even signed", (status) => {
    expect(read(signedAnswerText(node, paid), status)).toMatchObject({ kind: "unclear", why: "http_status" });
  });

  it.each([
    ["nothing", ""],
    ["a page", "<html>502 Bad Gateway</html>"],
    ["a cut answer", signedAnswerText(node, paid).slice(0, -20)],
    ["a list", "[]"],
  ])("F26 is unclear when it is %s", (_, body) => {
    expect(read(body)).toMatchObject({ kind: "unclear", why: "bad_json" });
  });

  it("F26 is unclear when it is not UTF-8", () => {
    const text = Buffer.from(signedAnswerText(node, { ...paid, store_name: "店" }));
    expect(read(Buffer.concat([text.subarray(0, -1), Buffer.from([0xff])]))).toMatchObject({ why: "not_utf8" });
    expect(read(Buffer.concat([Buffer.from("\uFEFF"), text]))).toMatchObject({ why: "bad_json" });
  });

  it.each([
    ["20000", "aop.unknow-error"],
    ["40004", "ACQ.SYSTEM_ERROR"],
    ["40004", "AQC.SYSTEM_ERROR"],
    ["40004", "ACQ.NEVER_HEARD_OF"],
    ["40004", undefined],
    ["40005", "isv.app-call-limited"],
    ["99999", "ACQ.TRADE_NOT_EXIST"],
    ["10003", undefined],
  ])("F26 is unclear with code %s %s, never failed", (code, sub_code) => {
    const answer = readAnswer(signedAnswer("query", { code, msg: "", sub_code }), config, asked);
    expect(answer).toEqual({
      kind: "unclear",
      why: "code",
      error: { code, sub_code: sub_code ?? null, sub_msg: null },
    });
  });

  it("B33 cuts a long error text", () => {
    const answer = signedAnswer("query", { code: "40002", sub_code: "isv.x", sub_msg: "<b>".repeat(100_000) });
    const result = readAnswer(answer, config, asked);
    expect(result.kind === "refused" && result.sub_msg?.length).toBe(256);
  });
});
