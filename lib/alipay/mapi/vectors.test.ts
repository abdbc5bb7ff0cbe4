import { createSecretKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readMd5Key, readPrivateKey, readPublicKey } from "../keys/keys.ts";
import { type MapiSignType, signText } from "../sign.ts";
import { signString } from "../sign-string.ts";
import notifyVectors from "../vectors/mapi-notify.json" with { type: "json" };
import requestVectors from "../vectors/mapi-request-sign.json" with { type: "json" };
import responseVectors from "../vectors/mapi-response-verify.json" with { type: "json" };
import { readDocument } from "./document.ts";
import { parseNotification } from "./notification.ts";
import { buildRequest, signParams } from "./request.ts";
import { readAnswer } from "./response.ts";
import { verifyMembers } from "./signature.ts";
import { answerOf, keysFor, testConfig } from "./testing/account.ts";

const keyOf = (read: ReturnType<typeof readMd5Key>) => {
  if (!read.ok) throw new Error(read.problem);
  return read.key;
};

function ownKey(signType: MapiSignType, form: "pkcs1" | "pkcs8" = "pkcs1") {
  if (signType === "MD5") return keyOf(readMd5Key(requestVectors.md5_key));
  const { private_key_pkcs1_base64: pkcs1, private_key_pkcs8_base64: pkcs8 } = requestVectors.merchant_test_key;
  return keyOf(readPrivateKey(form === "pkcs1" ? pkcs1 : pkcs8, signType));
}

/** Like JSON's own: a member that one vector has and another has not is undefined in the type, not in the value. */
const paramsOf = (params: object) => Object.fromEntries(Object.entries(params)) as Record<string, string>;

describe("mapi-request-sign vectors", () => {
  it.each(requestVectors.cases)("$name", async (vector) => {
    const params = paramsOf(vector.params);
    expect(signString(Object.entries(params), ["sign", "sign_type"])).toBe(vector.sign_string);
    for (const signType of ["MD5", "RSA", "RSA2"] as const) {
      expect(await signParams({ ...params, sign_type: signType }, { ownKey: ownKey(signType), signType })).toBe(
        vector.sign[signType],
      );
    }
    expect(await signParams(params, { ownKey: ownKey("RSA2", "pkcs8"), signType: "RSA2" })).toBe(vector.sign.RSA2);
  });

  it.each(requestVectors.cases)("$name, as it travels", async (vector) => {
    const { service, partner, _input_charset, ...params } = paramsOf(vector.params);
    const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ""));
    expect(_input_charset).toBe("UTF-8");
    const built = await buildRequest({ service: service ?? "", params: given }, testConfig({ partner: partner ?? "" }));
    expect(built.ok && built.request).toMatchObject({ url: vector.http.url, body: vector.http.body_MD5 });
  });

  it("reproduces the MD5 of a public third-party test", async () => {
    const { md5_key, sign_string, expected_md5 } = requestVectors.public_vector;
    expect(await signText(sign_string, createSecretKey(Buffer.from(md5_key)), "MD5")).toBe(expected_md5);
  });
});

describe("mapi-response-verify vectors", () => {
  it.each(responseVectors.cases)("$name", (vector) => {
    const body = Buffer.from(vector.body_base64 ?? vector.xml ?? "", vector.body_base64 ? "base64" : "utf8");
    const read = readDocument(body, null);
    if (!read.ok) throw new Error(read.problem);
    const { members, sign, signType } = read.document;
    const texts = [...(members ?? [])].map(([name, { text }]) => [name, text] as const);
    const expected = Object.entries(paramsOf(vector.expected_response_params));
    expect(Object.fromEntries(texts)).toEqual(Object.fromEntries(expected));
    expect(signString(texts, [])).toBe(vector.sign_string);
    if (vector.expected_valid === null) {
      expect([members, sign]).toEqual([null, undefined]);
      return;
    }
    const method = signType as MapiSignType;
    const alipayKey =
      method === "MD5"
        ? keyOf(readMd5Key(responseVectors.md5_key))
        : keyOf(readPublicKey(responseVectors.alipay_test_key.public_key_spki_base64, method));
    const verdict = verifyMembers(members ?? new Map(), sign, { alipayKey, signType: method });
    expect(verdict).toBe(vector.expected_valid ? "good" : "wrong");
  });

  it("takes the GBK document over its own bytes and over UTF-8's (clarification 1)", () => {
    const vector = responseVectors.cases.find(({ name }) => name === "GBK encoded document");
    const body = Buffer.from(vector?.body_base64 ?? "", "base64").toString("latin1");
    const [overGbk = "", overUtf8 = ""] = [vector?.md5_over_gbk_bytes, vector?.md5_over_utf8_bytes];
    expect(body).toContain(overGbk);
    for (const sign of [overGbk, overUtf8]) {
      const answer = answerOf(Buffer.from(body.replace(overGbk, sign), "latin1"));
      expect(readAnswer(answer, testConfig(), { operation: "query", out_trade_no: "T1" })).toEqual({
        kind: "not_exist",
      });
    }
    const foreign = answerOf(Buffer.from(body.replace(overGbk, overGbk.replace(/^./, "f")), "latin1"));
    expect(readAnswer(foreign, testConfig(), { operation: "query", out_trade_no: "T1" })).toMatchObject({
      why: "bad_signature",
    });
  });
});

describe("mapi-notify vectors", () => {
  it.each(notifyVectors.cases)("$name", (vector) => {
    const signType = vector.decoded_params.sign_type as MapiSignType;
    const result = parseNotification(
      { body: Buffer.from(vector.http_body), contentType: null },
      testConfig(keysFor(signType)),
    );
    expect(result).toMatchObject({
      kind: vector.expected_valid ? "trade_notice" : "refused",
      checks: { form: "good", signature: "good", seller: "good", shape: "good" },
    });
    const params = Object.entries(vector.decoded_params);
    expect(signString(params, ["sign", "sign_type"])).toBe(vector.sign_string);
  });

  it("joins the fields of Alipay's documentation as it does", () => {
    const { sign_string: text } = notifyVectors.documentation_example;
    const fields = text.split("&").map((pair) => pair.split("=") as [string, string]);
    expect(signString(fields.reverse(), [])).toBe(text);
  });
});
