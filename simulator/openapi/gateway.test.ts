import { createSign, createVerify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKeyPair } from "../merchants/keys.ts";
import { chinaTime, createShop, type Params, type Shop } from "../testing/shop.ts";
import { makeFolder, removeFolder, startTestSimulator, type TestSimulator } from "../testing/test-simulator.ts";

let simulator: TestSimulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startTestSimulator(makeFolder());
  shop = simulator.shop;
});
afterAll(async () => {
  await simulator.stop();
  removeFolder(simulator.folder);
});

const PRECREATE = "alipay.trade.precreate";
const order = (outTradeNo: string) => ({ out_trade_no: outTradeNo, total_amount: "88.88", subject: "Tea / 绿茶" });

describe("a good precreate", () => {
  it("is answered by a signed code with escaped slashes", async () => {
    const answer = await shop.send(shop.sign(shop.params(PRECREATE, order("G1"))));
    expect(answer).toMatchObject({ node: "alipay_trade_precreate_response", signature: "good" });
    expect(answer.members).toEqual({ code: "10000", msg: "Success", out_trade_no: "G1", qr_code: expect.any(String) });
    expect(answer.members.qr_code).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/w\/[\w-]{22}$/);
    expect(answer.text).toContain("http:\\/\\/127");
  });

  it("may come by GET", async () => {
    const query = new URLSearchParams(shop.sign(shop.params(PRECREATE, order("G2"))));
    const response = await fetch(`${shop.gatewayUrl}?${query}`);
    expect(await response.text()).toContain('"code":"10000"');
  });

  it("is signed with SHA-1 by a merchant that is registered so, and answered alike", async () => {
    const { privateKey, publicKey } = makeKeyPair();
    const merchant = { appId: "9021000000000003", sellerId: "2088000000000003", publicKey, signType: "RSA" };
    await simulator.control("POST", "merchants", merchant);
    const old = createShop({ ...shop, ...merchant, merchantPrivateKey: privateKey });
    const answer = await old.send(old.sign(old.params(PRECREATE, order("G4"), { sign_type: "RSA" })));
    const { sign } = JSON.parse(answer.text) as { sign: string };
    const signed = answer.text.slice(answer.text.indexOf(":") + 1, answer.text.lastIndexOf(',"sign":'));
    const key = `-----BEGIN PUBLIC KEY-----\n${shop.alipayPublicKey}\n-----END PUBLIC KEY-----`;
    expect(answer.members.code).toBe("10000");
    expect(createVerify("RSA-SHA1").update(signed).verify(key, sign, "base64")).toBe(true);
  });

  it("is verified over the bytes as received: GBK text", async () => {
    // 茶 is B2 E8 in GBK. The signature is over the GBK bytes, which no JavaScript text holds: both sides made by hand.
    const params = shop.params(PRECREATE, {}, { charset: "gbk", biz_content: "" });
    const content = Buffer.concat([
      Buffer.from('{"out_trade_no":"G3","total_amount":"1","subject":"'),
      Buffer.from([0xb2, 0xe8]),
      Buffer.from('"}'),
    ]);
    const { biz_content: _none, ...query } = params;
    const entries: [string, Buffer][] = Object.entries(query).map(([name, value]) => [name, Buffer.from(value)]);
    const sorted = [...entries, ["biz_content", content] as [string, Buffer]].sort(([a], [b]) => (a < b ? -1 : 1));
    const text = Buffer.concat(sorted.flatMap(([name, value], i) => [Buffer.from(`${i ? "&" : ""}${name}=`), value]));
    const key = `-----BEGIN PRIVATE KEY-----\n${shop.merchantPrivateKey}\n-----END PRIVATE KEY-----`;
    const sign = createSign("RSA-SHA256").update(text).sign(key, "base64");
    const body = `biz_content=${[...content].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")}`;
    const response = await fetch(`${shop.gatewayUrl}?${new URLSearchParams({ ...query, sign })}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded;charset=gbk" },
      body,
    });
    expect(await response.text()).toContain('"code":"10000"');
    const ledger = await simulator.control("GET", "ledger");
    expect(ledger.codes).toContainEqual(expect.objectContaining({ outTradeNo: "G3", subject: "茶" }));
  });
});

describe("the envelope", () => {
  const cases: readonly (readonly [string, Params, string])[] = [
    ["a missing method", { method: "" }, "40001 isv.missing-method"],
    ["a missing application", { app_id: "" }, "40001 isv.missing-app-id"],
    ["a missing signature type", { sign_type: "" }, "40001 isv.missing-signature-type"],
    ["a missing timestamp", { timestamp: "" }, "40001 isv.missing-timestamp"],
    ["a missing version", { version: "" }, "40001 isv.missing-version"],
    ["a missing charset", { charset: "" }, "40002 isv.invalid-charset"],
    ["an unknown charset", { charset: "latin1" }, "40002 isv.invalid-charset"],
    ["an unknown application", { app_id: "2014072300007148" }, "40002 isv.invalid-app-id"],
    ["a signature type that was not agreed", { sign_type: "RSA" }, "40002 isv.invalid-signature-type"],
    ["an unknown signature type", { sign_type: "MD5" }, "40002 isv.invalid-signature-type"],
    ["an unknown method", { method: "alipay.trade.vanish" }, "40002 isv.invalid-method"],
    ["another format", { format: "XML" }, "40002 isv.invalid-format"],
    ["another version", { version: "2.0" }, "40002 isv.invalid-parameter"],
    ["a timestamp 16 min old", { timestamp: chinaTime(Date.now() - 960_000) }, "40002 isv.invalid-timestamp"],
    ["a timestamp in UTC", { timestamp: chinaTime(Date.now() - 8 * 3_600_000) }, "40002 isv.invalid-timestamp"],
    ["a timestamp that is no time", { timestamp: "2026-02-30 10:00:00" }, "40002 isv.invalid-timestamp"],
    ["a notify address of another kind", { notify_url: "ftp://shop/" }, "40002 isv.invalid-parameter"],
    ["a too long notify address", { notify_url: `http://shop/${"x".repeat(256)}` }, "40002 isv.invalid-parameter"],
    ["a token nobody gave", { app_auth_token: "token" }, "20001 aop.invalid-app-auth-token"],
    ["a missing content", { biz_content: "" }, "40002 isv.invalid-parameter"],
    ["a content that is no object", { biz_content: '"x"' }, "40002 isv.invalid-parameter"],
  ];
  it.each(cases)("refuses %s", async (_name, changed, verdict) => {
    const { members } = await shop.send(shop.sign(shop.params(PRECREATE, order("E1"), changed)));
    expect(`${members.code} ${members.sub_code}`).toBe(verdict);
  });

  it("refuses a signature that is missing, of something else, or not Base64", async () => {
    const params = shop.params(PRECREATE, order("E2"));
    const signed = shop.sign(params);
    const { members: missing, signature } = await shop.send(params);
    expect([missing.sub_code, signature]).toEqual(["isv.missing-signature", "none"]);
    for (const wrong of [
      { ...signed, version: "1.0 " },
      { ...signed, sign: "x" },
      { ...signed, sign: `${signed.sign}\n` },
    ]) {
      expect((await shop.send(wrong)).members.sub_code).toMatch(/^isv\.invalid-(signature|parameter)$/);
    }
    const changed = { ...signed, biz_content: signed.biz_content?.replace("88.88", "00.01") ?? "" };
    expect((await shop.send(changed)).members.sub_code).toBe("isv.invalid-signature");
  });

  it("refuses a parameter with two values", async () => {
    const query = new URLSearchParams(shop.sign(shop.params(PRECREATE, order("E3"))));
    query.append("version", "2.0");
    const response = await fetch(`${shop.gatewayUrl}?${query}`);
    expect(await response.text()).toContain("isv.invalid-parameter");
  });

  it("wants the charset in the query string, not only in the body", async () => {
    const { charset = "", ...rest } = shop.sign(shop.params(PRECREATE, order("E4")));
    const body = new URLSearchParams({ charset });
    const response = await fetch(`${shop.gatewayUrl}?${new URLSearchParams(rest)}`, { method: "POST", body });
    expect(await response.text()).toContain("isv.invalid-charset");
  });

  it("signs its refusals as soon as it knows who speaks", async () => {
    const late = await shop.send(shop.sign(shop.params(PRECREATE, order("E5"), { version: "2.0" })));
    expect([late.node, late.signature]).toEqual(["alipay_trade_precreate_response", "good"]);
    const stranger = await shop.send(shop.sign(shop.params(PRECREATE, order("E5"), { app_id: "1" })));
    expect(stranger.signature).toBe("none");
  });
});

describe("the content of a precreate", () => {
  const good = order("C1");
  const cases: readonly (readonly [string, object, string])[] = [
    ["no number", { out_trade_no: "" }, "ACQ.INVALID_PARAMETER"],
    ["a number with a blank", { out_trade_no: "C 1" }, "ACQ.INVALID_PARAMETER"],
    ["a number of 65 characters", { out_trade_no: "1".repeat(65) }, "ACQ.INVALID_PARAMETER"],
    ["no subject", { subject: "" }, "ACQ.INVALID_PARAMETER"],
    ["a subject of 257 characters", { subject: "x".repeat(257) }, "ACQ.INVALID_PARAMETER"],
    ["a body of 129 characters", { body: "x".repeat(129) }, "ACQ.INVALID_PARAMETER"],
    ["an operator of 29 characters", { operator_id: "x".repeat(29) }, "ACQ.INVALID_PARAMETER"],
    ["a store of 33 characters", { store_id: "x".repeat(33) }, "ACQ.INVALID_PARAMETER"],
    ["a number where a text belongs", { store_id: 5 }, "ACQ.INVALID_PARAMETER"],
    ["another seller", { seller_id: "2088102146225135" }, "ACQ.SELLER_NOT_EXIST"],
    ["no amount", { total_amount: "" }, "ACQ.INVALID_PARAMETER"],
    ["three decimals", { total_amount: "1.000" }, "ACQ.INVALID_PARAMETER"],
    ["an exponent", { total_amount: "1e2" }, "ACQ.INVALID_PARAMETER"],
    ["a leading zero", { total_amount: "01.00" }, "ACQ.INVALID_PARAMETER"],
    ["nothing to pay", { total_amount: "0.00" }, "ACQ.TOTAL_FEE_EXCEED"],
    ["more than a hundred million", { total_amount: "100000001" }, "ACQ.TOTAL_FEE_EXCEED"],
    [
      "parts that are less than the whole",
      { discountable_amount: "8.88", undiscountable_amount: "79" },
      "ACQ.INVALID_PARAMETER",
    ],
    ["a part that is more than the whole", { discountable_amount: "88.89" }, "ACQ.INVALID_PARAMETER"],
    ["a part of 10 characters", { discountable_amount: "1000000.00" }, "ACQ.INVALID_PARAMETER"],
    ["one and a half hours", { timeout_express: "1.5h" }, "ACQ.INVALID_PARAMETER"],
    ["sixteen days", { timeout_express: "16d" }, "ACQ.INVALID_PARAMETER"],
    ["no minutes", { qr_code_timeout_express: "0m" }, "ACQ.INVALID_PARAMETER"],
    ["an end that is over", { time_expire: "2020-01-01 00:00:00" }, "ACQ.INVALID_PARAMETER"],
    ["goods inside a text", { goods_detail: "[]" }, "ACQ.INVALID_PARAMETER"],
    ["goods without a name", { goods_detail: [{ goods_id: "1", quantity: 1, price: "1" }] }, "ACQ.INVALID_PARAMETER"],
    [
      "half a piece",
      { goods_detail: [{ goods_id: "1", goods_name: "a", quantity: 0.5, price: "1" }] },
      "ACQ.INVALID_PARAMETER",
    ],
    ["an extension inside a text", { extend_params: "{}" }, "ACQ.INVALID_PARAMETER"],
  ];
  it.each(cases)("refuses %s", async (_name, changed, subCode) => {
    expect(await shop.call(PRECREATE, { ...good, ...changed })).toMatchObject({ code: "40004", sub_code: subCode });
  });

  it("accepts the largest amount in its short spelling, and parts that make up the whole", async () => {
    const largest = await shop.call(PRECREATE, { ...good, out_trade_no: "C2", total_amount: "100000000" });
    const parts = { discountable_amount: "8.88", undiscountable_amount: "80" };
    const inParts = await shop.call(PRECREATE, { ...good, out_trade_no: "C3", ...parts });
    const { total_amount: _total, ...withoutTotal } = good;
    const derived = await shop.call(PRECREATE, { ...withoutTotal, out_trade_no: "C4", ...parts });
    expect([largest.code, inParts.code, derived.code]).toEqual(["10000", "10000", "10000"]);
    const ledger = await simulator.control("GET", "ledger");
    expect(ledger.codes).toContainEqual(expect.objectContaining({ outTradeNo: "C4", minor: "8888", currency: "CNY" }));
  });
});

describe("one number", () => {
  it("gives the same code for the same content, whatever the order of its members", async () => {
    const first = await shop.call(PRECREATE, order("N1"));
    const again = await shop.call(PRECREATE, { subject: "Tea / 绿茶", total_amount: "88.88", out_trade_no: "N1" });
    expect(again.qr_code).toBe(first.qr_code);
  });

  it("is refused with another content, before and after the scan", async () => {
    await shop.call(PRECREATE, order("N2"));
    const other = { ...order("N2"), total_amount: "88.89" };
    expect((await shop.call(PRECREATE, other)).sub_code).toBe("ACQ.CONTEXT_INCONSISTENT");
    await simulator.control("POST", "scan", { outTradeNo: "N2" });
    expect((await shop.call(PRECREATE, other)).sub_code).toBe("ACQ.CONTEXT_INCONSISTENT");
  });

  it("is refused once it is paid, and once it is closed", async () => {
    await shop.call(PRECREATE, order("N3"));
    await simulator.control("POST", "pay", { outTradeNo: "N3" });
    expect((await shop.call(PRECREATE, order("N3"))).sub_code).toBe("ACQ.TRADE_HAS_SUCCESS");
    await shop.call("alipay.trade.cancel", { out_trade_no: "N3" });
    expect((await shop.call(PRECREATE, order("N3"))).sub_code).toBe("ACQ.TRADE_HAS_CLOSE");
  });

  it("belongs to its merchant: another one does not see the trade", async () => {
    const keys = makeKeyPair();
    const merchant = { appId: "9021000000000002", sellerId: "2088000000000002", publicKey: keys.publicKey };
    await simulator.control("POST", "merchants", merchant);
    const other = createShop({ ...shop, ...merchant, merchantPrivateKey: keys.privateKey });
    await shop.call(PRECREATE, order("N4"));
    const { tradeNo } = await simulator.control("POST", "pay", { outTradeNo: "N4" });
    for (const reference of [{ out_trade_no: "N4" }, { trade_no: tradeNo }]) {
      expect((await other.call("alipay.trade.query", reference)).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
    }
    expect((await other.call(PRECREATE, { ...order("N4"), total_amount: "1.00" })).code).toBe("10000");
  });
});
