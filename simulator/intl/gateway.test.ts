import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../merchants/keys.ts";
import { setUpSimulator } from "../testing/fixture.ts";
import { createIntlShop, offsetTime, PAY_QUERY, PREPARE } from "../testing/intl-shop.ts";

const { simulator } = setUpSimulator();

const shop = () => simulator().intl;
const codeOf = async (answer: ReturnType<ReturnType<typeof shop>["post"]>) => (await answer).body.resultInfo.resultCode;
const post = (envelope: string) => codeOf(shop().post(PREPARE, envelope));
const sealed = (text: string) => post(shop().seal("request", text));

describe("a good request", () => {
  it("is answered by a signed envelope with escaped slashes that repeats its head", async () => {
    const answer = await shop().send(PREPARE, shop().order("G1"), { reqMsgId: "message-1" });
    expect(answer.signature).toBe("good");
    expect(answer.head).toEqual({
      version: "2.0.0",
      function: PREPARE,
      clientId: shop().clientId,
      respTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
      reqMsgId: "message-1",
      reserve: "{}",
    });
    expect(answer.body).toEqual({
      resultInfo: { resultStatus: "S", resultCodeId: "00000000", resultCode: "SUCCESS", resultMsg: "success" },
      paymentSiteUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/w\/[\w-]{22}$/),
      validTime: "3600s",
    });
    expect(answer.text).toContain("http:\\/\\/127");
  });

  it("is verified over its text as it came, with every blank and line end", async () => {
    const text = JSON.stringify(JSON.parse(shop().request(PREPARE, shop().order("G2"))), null, 4);
    const [head = "", ...rest] = shop().seal("request", text).split(',"signature"');
    expect(await post(`${head}\n ,  "signature"${rest.join("")}`)).toBe("SUCCESS");
    const compact = JSON.stringify(JSON.parse(shop().request(PREPARE, shop().order("G3"))));
    const respaced = shop().seal("request", compact).replace('"head":{', '"head": {');
    expect(await post(respaced)).toBe("INVALID_SIGNATURE");
  });

  it("may put its signature first, and brackets and quotes into its texts", async () => {
    const order = { orderAmount: { currency: "USD", value: "1" }, orderTitle: 'a "b" } ] , "signature": {' };
    const { request, signature } = JSON.parse(
      shop().seal("request", shop().request(PREPARE, shop().order("G4", { order }))),
    ) as { request: object; signature: string };
    expect(await post(`{"signature":"${signature}","request":${JSON.stringify(request)}}`)).toBe("SUCCESS");
  });

  it("is signed and answered with SHA-256 by a client that is registered so", async () => {
    const { privateKey, publicKey } = makeKeyPair();
    const client = {
      clientId: "client-2",
      merchantId: "merchant-2",
      productCode: "CASHIER",
      signType: "RSA2",
    } as const;
    await simulator().control("POST", "merchants", { generation: "intl", ...client, publicKey });
    const other = createIntlShop({ ...shop(), ...client, merchantPrivateKey: privateKey });
    expect((await other.call(PREPARE, other.order("G5"))).resultInfo.resultStatus).toBe("S");
    const old = createIntlShop({ ...other, signType: "RSA" });
    expect((await old.send(PREPARE, old.order("G6"))).body.resultInfo.resultCode).toBe("INVALID_SIGNATURE");
  });
});

describe("the envelope", () => {
  const heads: readonly (readonly [string, () => object, string?])[] = [
    ["another version", () => ({ version: "2.0.4" })],
    ["no version", () => ({ version: undefined })],
    ["the function of another address", () => ({ function: PAY_QUERY })],
    ["an unknown client", () => ({ clientId: "nobody" }), "UNKNOWN_CLIENT"],
    ["no client", () => ({ clientId: undefined }), "UNKNOWN_CLIENT"],
    ["no time", () => ({ reqTime: undefined })],
    ["a time 16 min old", () => ({ reqTime: offsetTime(Date.now() - 960_000) })],
    ["a time 16 min ahead", () => ({ reqTime: offsetTime(Date.now() + 960_000) })],
    ["a time without an offset", () => ({ reqTime: offsetTime(Date.now()).slice(0, 19) })],
    ["a time with Z", () => ({ reqTime: new Date().toISOString().replace(/\.\d+/, "") })],
    ["a time with milliseconds", () => ({ reqTime: new Date().toISOString().replace("Z", "+00:00") })],
    ["a day that does not exist", () => ({ reqTime: "2026-02-30T00:00:00+08:00" })],
    ["no message id", () => ({ reqMsgId: undefined })],
    ["a message id of 65 characters", () => ({ reqMsgId: "x".repeat(65) })],
    ["a message id that is no text", () => ({ reqMsgId: 1 })],
    ["a reserve that is an object", () => ({ reserve: {} })],
    ["a reserve that is no JSON text", () => ({ reserve: "x" })],
    ["a member that nobody knows", () => ({ signType: "RSA2" })],
  ];
  const refusals = heads.map(([name, head, code = "PARAM_ILLEGAL"]) => [name, head, code] as const);
  it.each(refusals)("refuses %s", async (_name, head, code) => {
    const answer = await shop().send(PREPARE, shop().order("E1"), head() as Record<string, unknown>);
    expect(answer.body.resultInfo).toMatchObject({ resultStatus: "F", resultCode: code });
    expect(answer.signature).toBe(code === "UNKNOWN_CLIENT" ? "none" : "good");
  });

  it("takes another offset for the same moment", async () => {
    const reqTime = `${new Date(Date.now() + 5.5 * 3_600_000).toISOString().slice(0, 19)}+05:30`;
    expect((await shop().send(PREPARE, shop().order("E2"), { reqTime })).body.resultInfo.resultCode).toBe("SUCCESS");
  });

  it("takes a message id once", async () => {
    const envelope = shop().seal("request", shop().request(PREPARE, shop().order("E3")));
    expect([await post(envelope), await post(envelope)]).toEqual(["SUCCESS", "PARAM_ILLEGAL"]);
  });

  it("refuses a changed text, a missing signature, and one that is not Base64", async () => {
    const envelope = shop().seal("request", shop().request(PREPARE, shop().order("E4")));
    const wrong = [
      envelope.replace('"1234"', '"1"'),
      envelope.replace(/,"signature":.*$/, "}"),
      envelope.replace('"signature":"', '"signature":"*'),
    ];
    for (const one of wrong) expect(await post(one)).toBe("INVALID_SIGNATURE");
  });

  it("refuses a member with two values or a second spelling, wherever it is", async () => {
    const text = shop().request(PREPARE, shop().order("E5"));
    const twice = text.replace('"currency":"USD"', '"currency":"USD","currency":"JPY"');
    const escaped = text.replace('"currency"', '"curr\\u0065ncy"');
    const envelope = shop().seal("request", text);
    const farApart = twice.replace('"currency":"JPY"', `"currency"${" ".repeat(200)}:"JPY"`);
    for (const one of [twice, escaped, farApart]) expect(await sealed(one)).toBe("PARAM_ILLEGAL");
    expect(await post(envelope.replace('{"request"', '{"request":{},"request"'))).toBe("PARAM_ILLEGAL");
  });

  it("refuses a member beside request and signature, and beside head and body", async () => {
    const text = shop().request(PREPARE, shop().order("E6"));
    expect(await post(shop().seal("request", text).replace('{"request"', '{"more":1,"request"'))).toBe("PARAM_ILLEGAL");
    expect(await sealed(text.replace(/}$/, ',"more":1}'))).toBe("PARAM_ILLEGAL");
  });

  it.each(["", "[]", '"request"', '{"request":', "{}"])("refuses the body %j", async (body) => {
    expect(await post(body)).toMatch(/^(PARAM_ILLEGAL|UNKNOWN_CLIENT)$/);
  });

  it("refuses what is no POST of JSON in UTF-8 to a bare address", async () => {
    const url = `${shop().gatewayUrl}/alipay/intl/acquiring/cashier/prepareforredirect.htm`;
    const json = { "content-type": "application/json; charset=UTF-8" };
    const body = shop().seal("request", shop().request(PREPARE, shop().order("E7")));
    const calls = [
      fetch(url),
      fetch(`${url}?a=1`, { method: "POST", headers: json, body }),
      fetch(url, { method: "POST", body: new URLSearchParams({ body }) }),
      fetch(url, { method: "POST", headers: { "content-type": "application/json; charset=GBK" }, body }),
      fetch(url, { method: "POST", headers: json, body: Buffer.from([0x7b, 0xff, 0x7d]) }),
    ];
    for (const call of calls) expect(await (await call).text()).toContain("PARAM_ILLEGAL");
  });

  it("knows only its own addresses, spelt as documented", async () => {
    const paths = [
      "alipay/intl/acquiring/cashier/prepareForRedirect.htm",
      "alipay/intl/acquiring/offline/payquery.htm",
    ];
    for (const path of paths) {
      const response = await fetch(`${shop().gatewayUrl}/${path}`, { method: "POST" });
      expect(await response.text()).toContain("NO_INTERFACE_DEF");
    }
    expect((await fetch(`${simulator().origin}/isupergwx/`, { method: "POST" })).status).toBe(404);
  });
});
