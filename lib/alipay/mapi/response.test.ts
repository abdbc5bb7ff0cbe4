import { describe, expect, it } from "vitest";
import { readAnswer } from "./response.ts";
import {
  answerOf,
  elements,
  gatewayRefusal,
  keysFor,
  signedAnswer,
  signedXml,
  signMembers,
  testConfig,
} from "./testing/account.ts";

const config = testConfig();
const asked = { operation: "query", out_trade_no: "T1" } as const;
const order = { operation: "precreate", out_trade_no: "T1" } as const;
const paid = { result_code: "SUCCESS", partner_trans_id: "T1", trans_amount: "0.01" };
const read = (body: string) => readAnswer(answerOf(body), config, asked);
const fail = (code: string) => signedAnswer({ result_code: "FAIL", detail_error_code: code, detail_error_des: "x" });

describe("an answer", () => {
  it("is a success when it is signed and its result says so", () => {
    const answer = readAnswer(signedAnswer(paid), config, asked);
    expect(answer.kind === "success" && answer.members.get("trans_amount")?.text).toBe("0.01");
  });

  it.each(["MD5", "RSA", "RSA2"] as const)("is proved with %s by an account of that kind alone", (signType) => {
    const answer = answerOf(signedXml(paid, { signType }));
    for (const kind of ["MD5", "RSA", "RSA2"] as const) {
      const result = readAnswer(answer, testConfig(keysFor(kind)), asked);
      expect(result.kind).toBe(kind === signType ? "success" : "unclear");
    }
  });

  it("B3 insists on the account's method although the key would fit", () => {
    const rsa = signedXml(paid, { signType: "RSA" });
    for (const said of ["RSA2", "rsa", "MD5", ""]) {
      const changed = rsa.replace("<sign_type>RSA<", `<sign_type>${said}<`);
      expect(readAnswer(answerOf(changed), testConfig(keysFor("RSA")), asked)).toMatchObject({
        why: "other_sign_type",
      });
    }
    const silent = rsa.replace("<sign_type>RSA</sign_type>", "");
    expect(readAnswer(answerOf(silent), testConfig(keysFor("RSA")), asked)).toMatchObject({ why: "other_sign_type" });
  });

  it("B10 may hold a signed member that no page knows", () => {
    expect(readAnswer(signedAnswer({ ...paid, brand_new: "1" }), config, asked).kind).toBe("success");
  });

  it("B31 is unclear when is_success=T stands alone (seed-notes 0.14)", () => {
    expect(read("<alipay><is_success>T</is_success></alipay>")).toMatchObject({ kind: "unclear", why: "no_result" });
  });

  it.each([
    [
      "T comes with an error",
      signedXml(paid).replace("<response>", "<error>SYSTEM_ERROR</error><response>"),
      "contradiction",
    ],
    ["F comes with a signed result", signedXml(paid).replace(">T<", ">F<"), "contradiction"],
    ["the signature is absent", signedXml(paid).replace(/<sign>.*<\/sign>/, ""), "no_signature"],
    ["the signature is empty", signedXml(paid).replace(/<sign>.*<\/sign>/, "<sign></sign>"), "no_signature"],
    [
      "the signature is for other members",
      signedXml(paid, { response: `<alipay>${elements({ ...paid, trans_amount: "9.00" })}</alipay>` }),
      "bad_signature",
    ],
    [
      "a member was added",
      signedXml(paid, { response: `<alipay>${elements({ ...paid, trade_no: "1" })}</alipay>` }),
      "bad_signature",
    ],
    [
      "the signature moved into the signed part",
      signedXml(paid, { response: `<alipay>${elements({ ...paid, sign: "x", sign_type: "MD5" })}</alipay>` }).replace(
        /<sign>[0-9a-f]{32}<\/sign>/,
        "",
      ),
      "no_signature",
    ],
    ["is_success is absent", signedXml(paid).replace("<is_success>T</is_success>", ""), "bad_structure"],
    ["is_success is another word", signedXml(paid).replace(">T<", ">t<"), "bad_structure"],
    ["no part is a response", signedXml(paid).replace(/<response>.*<\/response>/, ""), "no_result"],
  ])("B31 is unclear when %s", (_, body, why) => {
    expect(read(body)).toMatchObject({ kind: "unclear", why });
  });

  it("B31 proves nothing where nothing is signed but the empty text", () => {
    const empty = signedXml(paid, { response: "<alipay></alipay>" }).replace(
      /<sign>.*<\/sign>/,
      `<sign>${signMembers({})}</sign>`,
    );
    expect(read(empty)).toMatchObject({ kind: "unclear", why: "bad_result" });
  });

  it.each(["UNKNOWN", "UNKNOW"])("is unclear with the result %s (seed-notes 0.23)", (result_code) => {
    const answer = signedAnswer({ result_code, detail_error_code: "SYSTEM_ERROR" });
    expect(readAnswer(answer, config, order)).toEqual({
      kind: "unclear",
      why: "code",
      error: { code: "SYSTEM_ERROR", date: null },
    });
    expect(readAnswer(signedAnswer({ result_code }), config, order)).toMatchObject({ kind: "unclear", why: "code" });
  });

  it.each(["success", "OK", "", undefined])("is unclear with the result %j", (result_code) => {
    expect(readAnswer(signedAnswer({ ...paid, result_code }), config, asked)).toMatchObject({ why: "bad_result" });
  });

  it("B31 is unclear when a success names an error, or a failure none", () => {
    expect(readAnswer(signedAnswer({ ...paid, detail_error_code: "SYSTEM_ERROR" }), config, asked)).toMatchObject({
      why: "contradiction",
    });
    expect(readAnswer(signedAnswer({ result_code: "FAIL" }), config, order)).toMatchObject({ why: "bad_result" });
  });

  it("is unclear when it is about another trade, by either name of the number", () => {
    for (const name of ["out_trade_no", "partner_trans_id"]) {
      expect(readAnswer(signedAnswer({ result_code: "SUCCESS", [name]: "T2" }), config, asked)).toMatchObject({
        why: "other_trade",
      });
    }
  });

  it.each([201, 302, 404, 502])("B34 is unclear with status %i, whatever it says", (status) => {
    expect(readAnswer(answerOf(signedXml(paid), { status }), config, asked)).toMatchObject({ why: "http_status" });
  });

  it("B33 passes no code on that is a text", () => {
    for (const code of ["<b>x</b>", "\u001b[31mX", "X".repeat(65), "X".repeat(1_000_000), "system error"]) {
      const answer = signedAnswer({ result_code: "FAIL", detail_error_code: code });
      expect(readAnswer(answer, config, order)).toEqual({ kind: "unclear", why: expect.any(String), error: null });
    }
  });

  it("B33 never carries the text beside the code", () => {
    const answer = signedAnswer({
      result_code: "FAIL",
      detail_error_code: "PAYMENT_FAIL",
      detail_error_des: "<script>",
    });
    expect(JSON.stringify(readAnswer(answer, config, order))).not.toContain("script");
  });
});

describe("what a code asks for (seed-notes 0.22)", () => {
  it.each([
    ["INVALID_PARAMETER", "fix"],
    ["CURRENCY_NOT_SUPPORT", "fix"],
    ["AGREEMENT_NOT_EXIST", "fix"],
    ["CONTEXT_INCONSISTENT", "new"],
    ["TRADE_HAS_CLOSE", "new"],
    ["TOTAL_FEE_EXCEED", "fail"],
    ["BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR", "fail"],
    ["ILLEGAL_SIGN", "fix"],
  ])("%s of precreate is a refusal: %s", (code, reaction) => {
    expect(readAnswer(fail(code), config, order)).toEqual({ kind: "refused", reaction, code, date: null });
  });

  it.each(["SYSTEM_ERROR", "TRADE_HAS_SUCCESS", "NEVER_HEARD_OF", "EXTERFACE_IS_CLOSED", "TRADE_NOT_EXIST"])(
    "%s of precreate settles nothing",
    (code) => {
      expect(readAnswer(fail(code), config, order)).toMatchObject({ kind: "unclear", why: "code", error: { code } });
    },
  );

  it.each(["TRADE_NOT_EXIST", "TRANS_NOT_FOUND"])("%s of a query is waiting", (code) => {
    expect(readAnswer(fail(code), config, asked)).toEqual({ kind: "not_exist" });
    const inside = signedAnswer({ result_code: "FAIL", error: code });
    expect(readAnswer(inside, config, asked)).toEqual({ kind: "not_exist" });
  });

  it("an unsigned refusal of precreate was not processed", () => {
    for (const code of ["ILLEGAL_SIGN", "HAS_NO_PRIVILEGE", "ILLEGAL_ARGUMENT", "ILLEGAL_TIMESTAMP"]) {
      expect(readAnswer(gatewayRefusal(code), config, order)).toMatchObject({ kind: "refused", reaction: "fix", code });
    }
  });

  it("an unsigned refusal of anything else, or with another code, is a claim (seed-notes 0.15)", () => {
    const claim = (code: string) => ({ kind: "unclear", why: "unsigned_refusal", error: { code, date: null } });
    for (const operation of ["query", "cancel"] as const) {
      const result = readAnswer(gatewayRefusal("ILLEGAL_SIGN"), config, { operation, out_trade_no: "T1" });
      expect(result).toEqual(claim("ILLEGAL_SIGN"));
    }
    for (const code of ["SYSTEM_ERROR", "SESSION_TIMEOUT", "ILLEGAL_TARGET_SERVICE", "TRADE_NOT_EXIST", "X_NEW"]) {
      expect(readAnswer(gatewayRefusal(code), config, order)).toEqual(claim(code));
    }
    expect(readAnswer(answerOf("<alipay><is_success>F</is_success></alipay>"), config, order)).toMatchObject({
      kind: "unclear",
      why: "no_result",
      error: null,
    });
  });

  it("an unsigned 'no such trade' is no news: it could end a trade that was paid", () => {
    expect(readAnswer(gatewayRefusal("TRADE_NOT_EXIST"), config, asked)).toMatchObject({ why: "unsigned_refusal" });
  });

  it("brings the gateway's clock with it", () => {
    const date = "Sun, 01 Mar 2026 04:34:56 GMT";
    expect(readAnswer(gatewayRefusal("ILLEGAL_ARGUMENT", { date }), config, order)).toMatchObject({ date });
  });
});
