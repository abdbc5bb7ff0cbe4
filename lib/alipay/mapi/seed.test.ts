import { describe, expect, it } from "vitest";
import { readPublicKey } from "../keys/keys.ts";
import { verifyText } from "../sign.ts";
import { signString } from "../sign-string.ts";
import { readDocument } from "./document.ts";
import { buildPrecreate, type PrecreateInput, parsePrecreate } from "./operations/precreate.ts";
import { readAnswer } from "./response.ts";
import {
  alipayKeys,
  alipayPublicKeyText,
  answerOf,
  keysFor,
  partner,
  signedXml,
  signMembers,
  testConfig,
} from "./testing/account.ts";
import { seedFailure, seedRefusal, seedRequest, seedSuccess } from "./testing/seed-samples.ts";

/** Each test names its row of seed-notes.md, "Seed 0". Rows 7 and 22 are answered by config.ts and codes.ts, 20 by the member's name. */

const config = testConfig({ partner: "2088101181776059" });
const sale: PrecreateInput = {
  out_trade_no: "3177578879372734",
  subject: "dddd",
  total_fee: "8.80",
  trans_currency: "GBP",
};

async function sent(input: PrecreateInput, account = config): Promise<URLSearchParams> {
  const built = await buildPrecreate(input, account, new Date(1_456_507_704_121));
  if (!built.ok) throw new Error(`${built.field}: ${built.problem}`);
  return new URLSearchParams(built.request.body);
}

function documentOf(xml: string) {
  const read = readDocument(Buffer.from(xml), null);
  if (!read.ok) throw new Error(read.problem);
  return read.document;
}

/** The document of seed 000 with a signature that an account of ours can prove. */
const signedAgain = (xml: string) => {
  const texts = [...(documentOf(xml).members ?? [])].map(([name, { text }]) => [name, text] as const);
  const proof = `<sign>${signMembers(Object.fromEntries(texts))}</sign>\n<sign_type>MD5</sign_type>`;
  return xml.replace(/<sign>[^<]*<\/sign>\n<sign_type>[A-Z0-9]+<\/sign_type>/, proof);
};

describe("the request sample of seed 000", () => {
  it("0.1 holds currency and notify_url eaten as HTML entities; ours are whole", async () => {
    expect(seedRequest).toContain("¤cy=USD");
    expect(seedRequest).toContain("¬ify_url=");
    const params = await sent({ ...sale, notify_url: "https://pos.example/n" });
    expect([params.get("currency"), params.get("notify_url")]).toEqual(["USD", "https://pos.example/n"]);
    expect([...params.keys()].join()).not.toMatch(/[¤¬]/);
  });

  it("0.2 is not percent-encoded; ours is, and signs the raw values", async () => {
    expect(seedRequest).toContain("body=iphone cellphone");
    const built = await buildPrecreate({ ...sale, body: 'iphone "cellphone"' }, config, new Date(0));
    expect(built.ok && built.request.body).toContain("body=iphone+%22cellphone%22");
    const params = Object.fromEntries(new URLSearchParams(built.ok ? built.request.body : ""));
    const text = signString(Object.entries({ ...params, _input_charset: "UTF-8" }), ["sign", "sign_type"]);
    expect(text).toContain('body=iphone "cellphone"&');
    expect(verifyText(text, params.sign, { key: alipayKeys.MD5, signType: "MD5" })).toBe("good");
  });

  it("0.4 has no sign_type and no timestamp; ours always has both", async () => {
    expect(seedRequest).not.toMatch(/sign_type|timestamp/);
    const params = await sent(sale);
    expect([params.get("sign_type"), params.get("timestamp")]).toEqual(["MD5", "1456507704121"]);
  });

  it("0.5 calls the echo passback_parameters, and OpenAPI's name is not taken", async () => {
    expect(seedRequest).toContain("&passback_parameters=");
    expect((await sent({ ...sale, passback_parameters: "till%3D3" })).get("passback_parameters")).toBe("till%3D3");
    const other = { ...sale, passback_params: "x" } as PrecreateInput;
    expect(await buildPrecreate(other, config, new Date(0))).toMatchObject({ problem: "unknown_field" });
  });

  it.each([
    ["0.6", ["sendFormat", "alipay_ca_request"]],
    ["0.12", ["operator_id", "store_id", "terminal_id"]],
    ["0.13", ["price", "quantity"]],
  ])("%s names %j, which ours never sends", async (_, names) => {
    for (const name of names) {
      expect((await sent(sale)).has(name)).toBe(false);
      const input = { ...sale, [name]: "1" } as PrecreateInput;
      expect(await buildPrecreate(input, config, new Date(0))).toMatchObject({ field: name, problem: "unknown_field" });
    }
  });

  it("0.11 0.12 tells the time in milliseconds, and the store in extend_params", async () => {
    expect((await sent(sale)).get("timestamp")).toBe("1456507704121");
    expect((await sent(sale, testConfig({ timestamp: "china" }))).get("timestamp")).toBe("2016-02-27 01:28:24");
    expect(JSON.parse((await sent(sale)).get("extend_params") ?? "")).toEqual(config.store);
  });

  it("0.8 is of another partner than the answers: each account names its own", async () => {
    const partners = [seedRequest, seedSuccess, seedFailure].map((text) => /partner\D+(2088\d{12})/.exec(text)?.[1]);
    expect(new Set(partners).size).toBe(3);
    expect((await sent(sale, testConfig())).get("partner")).toBe(partner);
  });

  it("0.17 has a signature that no published key makes", () => {
    const fields = seedRequest
      .slice(seedRequest.indexOf("?") + 1)
      .replace("¤cy", "&currency")
      .replace("¬ify", "&notify");
    const pairs = fields.split("&").map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    });
    const sign = pairs.find(([name]) => name === "sign")?.[1];
    expect(sign).toMatch(/^[0-9a-f]{32}$/);
    expect(verifyText(signString(pairs, ["sign"]), sign, { key: alipayKeys.MD5, signType: "MD5" })).toBe("wrong");
  });
});

describe("the answer samples of seed 000", () => {
  it("0.18 0.9 the success is read by its path, raw & included", () => {
    const { isSuccess, members } = documentOf(seedSuccess);
    expect(isSuccess).toBe("T");
    expect(members?.get("qr_code")?.text).toBe("https://qr.alipay.com/bax009917nmpivmndisb00e6");
    expect(members?.get("big_pic_url")?.text).toMatch(/\?code=bax009917nmpivmndisb00e6&picSize=L$/);
    expect([...(members?.keys() ?? [])]).toEqual([
      "big_pic_url",
      "out_trade_no",
      "pic_url",
      "qr_code",
      "result_code",
      "small_pic_url",
      "voucher_type",
    ]);
  });

  it("0.9 the success says the same with the & written properly", () => {
    expect(documentOf(seedSuccess.replaceAll("&picSize", "&amp;picSize"))).toEqual(documentOf(seedSuccess));
  });

  it("0.10 0.20 the code is the member qr_code, whatever host the pictures are on", () => {
    const answer = answerOf(signedAgain(seedSuccess));
    expect(parsePrecreate(answer, config, sale)).toEqual({
      kind: "created",
      out_trade_no: "3177578879372734",
      qr_code: "https://qr.alipay.com/bax009917nmpivmndisb00e6",
    });
  });

  it("0.17 0.8 the success is proved by no key of ours, RSA-1024 that it is", () => {
    for (const signType of ["RSA", "RSA2", "MD5"] as const) {
      const result = parsePrecreate(answerOf(seedSuccess), testConfig(keysFor(signType)), sale);
      expect(result).toMatchObject({ kind: "unclear", why: signType === "RSA" ? "bad_signature" : "other_sign_type" });
    }
    expect(readPublicKey(alipayPublicKeyText, "RSA").ok).toBe(true);
  });

  it("0.14 0.13 the failure says T and is none the less a failure, known by its code and not by its text", () => {
    expect(seedFailure).toContain("paramter");
    const { isSuccess, members } = documentOf(seedFailure);
    expect([isSuccess, members?.get("result_code")?.text]).toEqual(["T", "FAIL"]);
    const asked = { ...sale, out_trade_no: "99003911198989" };
    const refused = { kind: "refused", reaction: "fix", code: "INVALID_PARAMETER" };
    expect(parsePrecreate(answerOf(signedAgain(seedFailure)), config, asked)).toMatchObject(refused);
    const otherText = signedAgain(seedFailure.replace("paramter", "parameter"));
    expect(parsePrecreate(answerOf(otherText), config, asked)).toMatchObject(refused);
    expect(parsePrecreate(answerOf(seedFailure), config, asked)).toMatchObject({ why: "bad_signature" });
  });

  it("0.15 the refusal has no signature: never a success, and no news of a trade", () => {
    const asked = { operation: "query", out_trade_no: "T1" } as const;
    expect(readAnswer(answerOf(seedRefusal), config, asked)).toMatchObject({ kind: "unclear" });
    expect(parsePrecreate(answerOf(seedRefusal), config, sale)).toMatchObject({
      kind: "refused",
      code: "ILLEGAL_SIGN",
    });
  });

  it("0.16 writes 8.8, 10 and 0.01; ours has the currency's decimals", async () => {
    expect([seedSuccess, seedFailure, seedRequest].map((text) => /total_fee\W+([\d.]+)/.exec(text)?.[1])).toEqual([
      "8.8",
      "10",
      "0.01",
    ]);
    expect(await buildPrecreate({ ...sale, total_fee: "8.8" }, config, new Date(0))).toMatchObject({
      field: "total_fee",
    });
  });

  it("0.19 the echo of the request is nowhere in what is read", () => {
    const echoed = "T/9olfnp/rGwmSV0dCkJVvcMuJM2pbstsSFVH54FdN9AbWRbGKNzXwbELbLSJgNZWQej8QqHJauQztG";
    expect(seedSuccess).toContain(echoed);
    const read = documentOf(seedSuccess);
    expect(JSON.stringify([read, [...(read.members ?? [])]])).not.toContain(echoed);
    expect(read.members?.has("sendFormat")).toBe(false);
  });

  it("0.21 declares UTF-8 in both spellings, and GBK is taken as it is declared", () => {
    expect([seedSuccess, seedFailure].map((text) => /encoding="(.*?)"/.exec(text)?.[1])).toEqual(["UTF-8", "utf-8"]);
    const inGbk = signedXml({ result_code: "SUCCESS" }).replace("UTF-8", "GBK");
    expect(readDocument(Buffer.from(inGbk), null).ok).toBe(true);
  });

  it("0.23 does not show UNKNOWN, which is unclear", () => {
    const answer = answerOf(signedXml({ result_code: "UNKNOWN" }));
    expect(parsePrecreate(answer, config, sale)).toMatchObject({ kind: "unclear", why: "code" });
  });
});
