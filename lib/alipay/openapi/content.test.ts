import { describe, expect, it } from "vitest";
import vectors from "../vectors/openapi-response-verify.json" with { type: "json" };
import { decryptContent, encryptContent, readAesKey } from "./content.ts";
import { buildPrecreate, parsePrecreate } from "./operations/precreate.ts";
import { answerOf, signedAnswer, testConfig } from "./testing/account.ts";

function keyOf(text: string) {
  const read = readAesKey(text);
  if (!read.ok) throw new Error(read.problem);
  return read.key;
}

const aesKey = keyOf("MDEyMzQ1Njc4OWFiY2RlZg==");
const config = testConfig({ aesKey });
const sale = { out_trade_no: "T1", total_amount: "1.00", subject: "茶" };

describe("the key for contents", () => {
  it.each([
    ["", "empty"],
    ["MDEyMzQ1Njc4OWFiY2Rl", "not_16_bytes"],
    ["MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3A=", "not_16_bytes"],
    ["MDEyMzQ1Njc4OWFiY2RlZg", "not_16_bytes"],
    ["no Base64 at all!!!!!!!!", "not_16_bytes"],
  ])("is refused as %j", (text, problem) => {
    expect(readAesKey(text)).toEqual({ ok: false, problem });
  });

  it("may have blanks around it", () => {
    expect(readAesKey(" MDEyMzQ1Njc4OWFiY2RlZg==\n").ok).toBe(true);
  });
});

describe("an encrypted request", () => {
  it("says so, and holds nothing that can be read", async () => {
    const built = await buildPrecreate(sale, config, new Date(0));
    const body = new URLSearchParams(built.ok ? built.request.body : "");
    expect([...body.keys()].sort()).toEqual(["biz_content", "encrypt_type"]);
    expect(body.get("encrypt_type")).toBe("AES");
    expect(decryptContent(body.get("biz_content") ?? "", aesKey)).toBe(JSON.stringify(sale));
  });
});

describe("an encrypted answer", () => {
  const created = { code: "10000", msg: "Success", out_trade_no: "T1", qr_code: "https://qr.alipay.com/bax1" };
  const encrypted = (text: string, key = aesKey) => JSON.stringify(encryptContent(text, key));
  const parse = (result: unknown, account = config) => parsePrecreate(signedAnswer("precreate", result), account, sale);

  it("is verified with its quotes, and then decrypted", () => {
    expect(parse(encrypted(JSON.stringify(created)))).toMatchObject({ kind: "created", qr_code: created.qr_code });
  });

  it("of the vectors is decrypted with its key", () => {
    const vector = vectors.cases.find(({ name }) => name === "encrypted response");
    const answer = answerOf(vector?.raw_body ?? "");
    const result = parsePrecreate(answer, config, { ...sale, out_trade_no: "T20260301_0005" });
    expect(result).toMatchObject({ kind: "created", qr_code: "https://qr.alipay.com/bax1" });
  });

  it("may be plain where the gateway refused before it could read", () => {
    expect(parse({ code: "40002", msg: "", sub_code: "isv.invalid-encrypt" })).toMatchObject({ kind: "refused" });
  });

  it.each([
    ["another key's text", encrypted(JSON.stringify(created), keyOf("nt0aQYnC4bmKRh4fpPvd1Q==")), "not_decrypted"],
    ["a cut text", `"${encryptContent(JSON.stringify(created), aesKey).slice(4)}"`, "not_decrypted"],
    ["no Base64", '"茶"', "not_decrypted"],
    ["nothing", '""', "not_decrypted"],
    ["a text that is no object", encrypted('"10000"'), "bad_result"],
    ["duplicate members", encrypted('{"code":"40004","code":"10000"}'), "bad_result"],
  ])("B28 is unclear when it is %s, although signed", (_, text, why) => {
    expect(parse(text)).toMatchObject({ kind: "unclear", why });
  });

  it("B27 is unclear when only the encryption is right", () => {
    const unsigned = `{"alipay_trade_precreate_response":${encrypted(JSON.stringify(created))},"sign":"AAAA"}`;
    expect(parsePrecreate(answerOf(unsigned), config, sale)).toMatchObject({ why: "bad_signature" });
  });

  it("is unclear for an account that has no key", () => {
    expect(parse(encrypted(JSON.stringify(created)), testConfig())).toMatchObject({ why: "bad_result" });
  });
});
