import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../merchants/keys.ts";
import { setUpSimulator } from "../testing/fixture.ts";
import {
  CANCEL,
  createMapiShop,
  type MapiShopFile,
  mapiOrder,
  PRECREATE,
  QUERY,
  textOf,
} from "../testing/mapi-shop.ts";
import { chinaTime, type Params } from "../testing/shop.ts";

const { simulator } = setUpSimulator();

const shop = () => simulator().mapi;
const signed = (service: string, content: Params) => shop().sign(shop().params(service, content));
const send = (service: string, content: Params) => shop().send(signed(service, content));

describe("a good precreate", () => {
  it("is answered by a signed code and by pictures with a proper &amp;", async () => {
    const answer = await send(PRECREATE, mapiOrder("G1"));
    expect([answer.error, answer.signature]).toEqual([undefined, "good"]);
    expect(answer.members).toEqual({
      result_code: "SUCCESS",
      out_trade_no: "G1",
      voucher_type: "qrcode",
      qr_code: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/w\/[\w-]{22}$/),
      big_pic_url: expect.stringMatching(/\?code=[\w-]{22}&picSize=L$/),
      pic_url: expect.stringMatching(/&picSize=M$/),
      small_pic_url: expect.stringMatching(/&picSize=S$/),
    });
    expect(answer.text).toContain('<?xml version="1.0" encoding="UTF-8"?>');
    expect(answer.text).toMatch(/<response>\s*<alipay>/);
    expect(answer.text).not.toMatch(/&(?!amp;|quot;|lt;|gt;)/);
  });

  it("is echoed with its signature", async () => {
    const params = signed(PRECREATE, mapiOrder("G2", { subject: "Tea <hot>" }));
    const { text } = await shop().send(params);
    const echo = text.slice(text.indexOf("<request>"), text.indexOf("</request>"));
    expect(echo).toContain(`<param name="sign">${params.sign}</param>`);
    expect(echo).toContain('<param name="subject">Tea &lt;hot&gt;</param>');
  });

  it("may come by GET", async () => {
    const response = await fetch(`${shop().gatewayUrl}?${new URLSearchParams(signed(PRECREATE, mapiOrder("G3")))}`);
    expect(response.headers.get("content-type")).toBe("text/xml;charset=UTF-8");
    expect(await response.text()).toContain("<result_code>SUCCESS</result_code>");
  });

  it.each(["RSA", "RSA2"] as const)(
    "is signed and answered with %s by a merchant that is registered so",
    async (signType) => {
      const keys = makeKeyPair();
      const merchant = { generation: "mapi", partner: "2088000000000042", signType, publicKey: keys.publicKey };
      const registered = (await simulator().control("POST", "merchants", merchant)) as unknown as MapiShopFile;
      const other = createMapiShop({ ...registered, ...merchant, merchantPrivateKey: keys.privateKey });
      expect(await other.call(PRECREATE, mapiOrder(`G4${signType}`))).toMatchObject({ result_code: "SUCCESS" });
      const wrong = signType === "RSA" ? "RSA2" : "RSA";
      expect((await other.send({ ...other.params(QUERY, { partner_trans_id: "x" }), sign_type: wrong })).error).toBe(
        "ILLEGAL_SIGN_TYPE",
      );
    },
  );

  it("is verified over the bytes as received: GBK text", async () => {
    // 茶 is B2 E8 in GBK. No JavaScript text holds these bytes: both sides are made by hand.
    const { md5Key, gatewayUrl } = shop();
    const { sign_type, ...rest } = shop().params(PRECREATE, mapiOrder("G5", { _input_charset: "GBK", subject: "@" }));
    const text = Object.keys(rest)
      .sort()
      .map((name) => `${name}=${rest[name]}`)
      .join("&");
    const [before = "", after = ""] = text.split("@");
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xb2, 0xe8]), Buffer.from(after + md5Key)]);
    const sign = createHash("md5").update(bytes).digest("hex");
    const { _input_charset, ...form } = rest;
    const body = new URLSearchParams({ ...form, sign, sign_type: sign_type ?? "" }).toString().replace("%40", "%B2%E8");
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await fetch(`${gatewayUrl}?_input_charset=GBK`, { method: "POST", headers, body });
    expect(await response.text()).toContain("<result_code>SUCCESS</result_code>");
    const { codes } = await simulator().control("GET", "ledger");
    expect(codes).toContainEqual(expect.objectContaining({ outTradeNo: "G5", subject: "茶" }));
  });
});

describe("the gateway refuses without a signature", () => {
  const cases: readonly (readonly [string, Params, string])[] = [
    ["a missing charset", { _input_charset: "" }, "ILLEGAL_CHARSET"],
    ["an unknown charset", { _input_charset: "latin1" }, "ILLEGAL_CHARSET"],
    ["an unknown partner", { partner: "2088000000000000" }, "ILLEGAL_PARTNER"],
    ["a missing partner", { partner: "" }, "ILLEGAL_PARTNER"],
    ["a missing signature type", { sign_type: "" }, "ILLEGAL_SIGN_TYPE"],
    ["a signature type in lower case", { sign_type: "md5" }, "ILLEGAL_SIGN_TYPE"],
    ["a signature type that was not agreed", { sign_type: "RSA" }, "ILLEGAL_SIGN_TYPE"],
    ["a missing timestamp", { timestamp: "" }, "ILLEGAL_ARGUMENT"],
    ["a timestamp of the other form", { timestamp: chinaTime(Date.now()) }, "ILLEGAL_ARGUMENT"],
    ["a timestamp in seconds", { timestamp: String(Math.floor(Date.now() / 1000)) }, "ILLEGAL_ARGUMENT"],
    ["a timestamp 31 min old", { timestamp: String(Date.now() - 31 * 60_000) }, "ILLEGAL_TIMESTAMP"],
    ["a timestamp 31 min ahead", { timestamp: String(Date.now() + 31 * 60_000) }, "ILLEGAL_TIMESTAMP"],
    ["a till's time of the other form", { terminal_timestamp: "2026-01-01 00:00:00" }, "ILLEGAL_ARGUMENT"],
    ["what no XML can echo", { body: "\u0001" }, "ILLEGAL_ARGUMENT"],
  ];
  it.each(cases)("%s", async (_name, changed, error) => {
    const answer = await send(PRECREATE, mapiOrder("E1", changed));
    expect([answer.error, answer.signature]).toEqual([error, "none"]);
    expect(answer.text).toContain("<is_success>F</is_success>");
  });

  it.each(["alipay.acquire.query", "alipay.acquire.close", "alipay.trade.precreate"])(
    "the service %s",
    async (service) => {
      expect((await send(service, mapiOrder("E2"))).error).toBe("ILLEGAL_SERVICE");
    },
  );

  it("a signature that is missing, of something else, or in capitals", async () => {
    const params = signed(PRECREATE, mapiOrder("E3"));
    const { sign = "", ...unsigned } = params;
    const wrong = [unsigned, { ...params, total_fee: "0.01" }, { ...params, sign: sign.toUpperCase() }];
    for (const one of wrong) expect((await shop().send(one)).error).toBe("ILLEGAL_SIGN");
  });

  it("a signature over a text with sign_type in it", async () => {
    const params = shop().params(PRECREATE, mapiOrder("E4"));
    const text = Object.keys(params)
      .sort()
      .map((name) => `${name}=${params[name]}`)
      .join("&");
    const sign = createHash("md5")
      .update(text + shop().md5Key)
      .digest("hex");
    expect((await shop().send({ ...params, sign })).error).toBe("ILLEGAL_SIGN");
  });

  it("a charset in the body alone", async () => {
    const body = new URLSearchParams(signed(PRECREATE, mapiOrder("E5")));
    const response = await fetch(shop().gatewayUrl, { method: "POST", body });
    expect(await response.text()).toContain("<error>ILLEGAL_CHARSET</error>");
  });

  it("a parameter with two values, and a broken escape", async () => {
    const query = new URLSearchParams(signed(PRECREATE, mapiOrder("E6")));
    for (const more of ["&currency=JPY", "&body=%zz"]) {
      const response = await fetch(`${shop().gatewayUrl}?${query}${more}`);
      expect(await response.text()).toContain("<error>ILLEGAL_ARGUMENT</error>");
    }
  });

  it("bytes that are not of the named charset", async () => {
    const response = await fetch(`${shop().gatewayUrl}?_input_charset=UTF-8&service=${QUERY}&partner_trans_id=%ff`);
    expect(await response.text()).toContain("<error>ILLEGAL_ENCODING</error>");
  });
});

describe("a timestamp", () => {
  it("is China time for a merchant that is registered so", async () => {
    const md5Key = "0123456789abcdef0123456789abcdef";
    const merchant = { generation: "mapi", partner: "2088000000000043", md5Key, timestamp: "china" };
    const { gatewayUrl } = (await simulator().control("POST", "merchants", merchant)) as { gatewayUrl: string };
    const other = createMapiShop({ partner: merchant.partner, signType: "MD5", md5Key, gatewayUrl });
    const timestamp = chinaTime(Date.now());
    expect(await other.call(PRECREATE, mapiOrder("T1", { timestamp }))).toMatchObject({ result_code: "SUCCESS" });
    expect((await other.send(other.sign(other.params(CANCEL, mapiOrder("T1"))))).error).toBe("ILLEGAL_ARGUMENT");
  });

  it("is needed for a cancel, and not for a query", async () => {
    expect((await send(CANCEL, { out_trade_no: "T2" })).error).toBe("ILLEGAL_ARGUMENT");
    expect((await shop().call(QUERY, { partner_trans_id: "T2" })).detail_error_code).toBe("TRADE_NOT_EXIST");
    expect((await send(QUERY, { partner_trans_id: "T2", timestamp: "1" })).error).toBe("ILLEGAL_ARGUMENT");
  });
});

describe("the charset of an answer", () => {
  it("may be GBK, declared so and signed over its bytes, whatever the request said", async () => {
    await simulator().control("POST", "settings", { mapiAnswerCharset: "GBK" });
    const body = new URLSearchParams(signed(PRECREATE, mapiOrder("C1", { subject: "绿茶" })));
    const response = await fetch(`${shop().gatewayUrl}?_input_charset=UTF-8`, { method: "POST", body });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = new TextDecoder("gbk", { fatal: true }).decode(bytes);
    expect(response.headers.get("content-type")).toBe("text/xml;charset=GBK");
    expect(text).toContain('<?xml version="1.0" encoding="GBK"?>');
    expect(text).toContain('<param name="subject">绿茶</param>');
    expect(bytes.includes(Buffer.from([0xc2, 0xcc, 0xb2, 0xe8]))).toBe(true);
  });

  it("is what the signature covers: a number in Chinese, over its GBK bytes", async () => {
    await simulator().control("POST", "settings", { mapiAnswerCharset: "GBK" });
    const { _input_charset, ...form } = signed(CANCEL, { out_trade_no: "绿茶1", timestamp: String(Date.now()) });
    const url = `${shop().gatewayUrl}?_input_charset=${_input_charset}`;
    const response = await fetch(url, { method: "POST", body: new URLSearchParams(form) });
    const text = Buffer.from(await response.arrayBuffer()).toString("latin1");
    const members = text.slice(text.indexOf("<response>")).matchAll(/<(\w+)>([^<]*)<\/\1>/g);
    const { sign = "", ...signedMembers } = Object.fromEntries(
      [...members].map(([, name, value]) => [name, value ?? ""]),
    );
    expect(signedMembers).toMatchObject({ out_trade_no: "\u00c2\u00cc\u00b2\u00e81" });
    expect(shop().holds(Buffer.from(textOf(signedMembers), "latin1"), sign)).toBe(true);
  });

  it("may leave the & of its pictures bare, as in the samples", async () => {
    await simulator().control("POST", "settings", { mapiRawAmpersand: true });
    const { text } = await send(PRECREATE, mapiOrder("C3", { body: "a &b=1" }));
    expect(text).toMatch(/<pic_url>[^<]*&picSize=M<\/pic_url>/);
    expect(text).toContain('<param name="body">a &amp;b=1</param>');
  });
});
