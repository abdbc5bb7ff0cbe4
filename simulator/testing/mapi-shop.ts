import { createHash, createSign, createVerify } from "node:crypto";
import { joinSorted, type Params, pem } from "./shop.ts";

/** `practice-mapi.json`, or a merchant with RSA that a test has registered. */
export type MapiShopFile = {
  readonly partner: string;
  readonly signType: "MD5" | "RSA" | "RSA2";
  readonly md5Key?: string;
  readonly merchantPrivateKey?: string;
  readonly alipayPublicKey?: string;
  readonly gatewayUrl: string;
};

/** A shop's side of its own, so that no mistake of the simulator's signing cancels itself out. */
export type MapiShop = MapiShopFile & {
  /** All parameters of a call, unsigned. An empty text takes one away. */
  readonly params: (service: string, content: Params) => Params;
  readonly sign: (params: Params) => Params;
  readonly send: (params: Params) => Promise<MapiAnswer>;
  /** Signed call with the right parameters: the members of an answer whose signature holds. */
  readonly call: (service: string, content: Params) => Promise<Params>;
  readonly holds: (text: string | Buffer, signature: string) => boolean;
};

export type MapiAnswer = {
  readonly error: string | undefined;
  readonly members: Params;
  readonly signature: "good" | "bad" | "none";
  readonly text: string;
};

export const PRECREATE = "alipay.acquire.precreate";
export const QUERY = "alipay.acquire.overseas.query";
export const CANCEL = "alipay.acquire.cancel";
export const REFUND = "alipay.acquire.overseas.spot.refund";

export const EXTENSION = {
  secondary_merchant_id: "A80001",
  secondary_merchant_name: "Muku",
  secondary_merchant_industry: "7011",
  store_id: "BJ_ZZ_001",
  store_name: "Muku in the Dreieichstrasse",
};

/** What a precreate needs, besides what every call has. */
export function mapiOrder(outTradeNo: string, changed: Params = {}): Params {
  return {
    timestamp: String(Date.now()),
    out_trade_no: outTradeNo,
    subject: "Tea",
    product_code: "OVERSEAS_MBARCODE_PAY",
    total_fee: "12.34",
    trans_currency: "USD",
    currency: "USD",
    extend_params: JSON.stringify(EXTENSION),
    ...changed,
  };
}

export function createMapiShop(file: MapiShopFile): MapiShop {
  const shop: MapiShop = {
    ...file,
    params: (service, content) =>
      withoutEmpty({ service, partner: file.partner, _input_charset: "UTF-8", sign_type: file.signType, ...content }),
    sign: (params) => ({ ...params, sign: signatureOf(file, textOf(params)) }),
    send: async ({ _input_charset, ...form }) => {
      const query = _input_charset === undefined ? "" : `?_input_charset=${_input_charset}`;
      const response = await fetch(file.gatewayUrl + query, { method: "POST", body: new URLSearchParams(form) });
      return readAnswer(shop, await response.text());
    },
    call: async (service, content) => {
      const answer = await shop.send(shop.sign(shop.params(service, content)));
      if (answer.signature !== "good") throw new Error(`the answer is ${answer.error ?? answer.signature}`);
      return answer.members;
    },
    holds: (text, signature) => {
      if (file.signType === "MD5") return md5Of(text, file.md5Key) === signature;
      const key = pem("PUBLIC KEY", file.alipayPublicKey ?? "");
      return createVerify(hashOf(file)).update(text).verify(key, signature, "base64");
    },
  };
  return shop;
}

/** Neither `sign` nor `sign_type` is signed (mapi.md 2.2). */
export function textOf({ sign: _sign, sign_type: _signType, ...signed }: Params): string {
  return joinSorted(signed);
}

function withoutEmpty(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ""));
}

function signatureOf(file: MapiShopFile, text: string): string {
  if (file.signType === "MD5") return md5Of(text, file.md5Key);
  return createSign(hashOf(file))
    .update(text)
    .sign(pem("PRIVATE KEY", file.merchantPrivateKey ?? ""), "base64");
}

function hashOf({ signType }: MapiShopFile): string {
  return signType === "RSA" ? "RSA-SHA1" : "RSA-SHA256";
}

function md5Of(text: string | Buffer, key = ""): string {
  return createHash("md5").update(text).update(key).digest("hex");
}

/** Elements without children, by name; the echo of the request comes first and is overwritten. */
function readAnswer(shop: MapiShop, text: string): MapiAnswer {
  const elements = (part: string) =>
    Object.fromEntries([...part.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, value]) => [name, fromXml(value)]));
  const members = elements(text.slice(text.indexOf("<response>"), text.indexOf("</response>")));
  const { error } = elements(text);
  const sign = /<sign>([^<]*)<\/sign>\s*<sign_type>(\w+)</.exec(text);
  if (!sign || sign[2] !== shop.signType) return { error, members, signature: "none", text };
  return { error, members, signature: shop.holds(textOf(members), sign[1] ?? "") ? "good" : "bad", text };
}

function fromXml(text = ""): string {
  const names: Params = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text.replace(/&(\w+);/g, (_all, name: string) => names[name] ?? "");
}
