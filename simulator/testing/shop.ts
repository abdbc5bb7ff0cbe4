import { createSign, createVerify } from "node:crypto";

/** `practice-openapi.json`. */
export type ShopFile = {
  readonly appId: string;
  readonly sellerId: string;
  readonly merchantPrivateKey: string;
  readonly alipayPublicKey: string;
  readonly gatewayUrl: string;
};

export type Params = Record<string, string>;

/** A shop's side of its own, so that no mistake of the simulator's signing cancels itself out. */
export type Shop = ShopFile & {
  /** Public parameters and content, unsigned. */
  readonly params: (method: string, content: object, changed?: Params) => Params;
  readonly sign: (params: Params) => Params;
  readonly send: (params: Params) => Promise<ShopAnswer>;
  /** Signed call with the right parameters. */
  readonly call: (method: string, content: object, changed?: Params) => Promise<Params>;
  readonly verify: (text: string, signature: string) => boolean;
};

/** The members of the one node, whether `sign` holds over its raw text, and the raw text. */
export type ShopAnswer = {
  readonly node: string;
  readonly members: Params;
  readonly signature: "good" | "bad" | "none";
  readonly text: string;
};

export function createShop(file: ShopFile): Shop {
  const shop: Shop = {
    ...file,
    params: (method, content, changed = {}) => ({
      app_id: file.appId,
      method,
      format: "JSON",
      charset: "utf-8",
      sign_type: "RSA2",
      timestamp: chinaTime(Date.now()),
      version: "1.0",
      biz_content: JSON.stringify(content),
      ...changed,
    }),
    sign: (params) => ({ ...params, sign: signatureOf(params, file.merchantPrivateKey) }),
    send: async (params) => readAnswer(shop, await post(file.gatewayUrl, params)),
    call: async (method, content, changed) => {
      const { members, signature } = await shop.send(shop.sign(shop.params(method, content, changed)));
      if (signature !== "good") throw new Error(`the answer's signature is ${signature}`);
      return members;
    },
    verify: (text, signature) =>
      createVerify("RSA-SHA256").update(text).verify(pem("PUBLIC KEY", file.alipayPublicKey), signature, "base64"),
  };
  return shop;
}

export function chinaTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** `a=1&b=2` of what is not empty, by name. */
export function joinSorted(params: Params): string {
  const names = Object.keys(params).filter((name) => params[name] !== "");
  return names
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join("&");
}

function signatureOf(params: Params, privateKey: string): string {
  const hash = params.sign_type === "RSA" ? "RSA-SHA1" : "RSA-SHA256";
  return createSign(hash).update(joinSorted(params)).sign(pem("PRIVATE KEY", privateKey), "base64");
}

export function pem(title: string, base64: string): string {
  return `-----BEGIN ${title}-----\n${base64}\n-----END ${title}-----`;
}

/** As the official SDKs do: everything in the query string but the content. */
async function post(gatewayUrl: string, params: Params): Promise<string> {
  const { biz_content, ...query } = params;
  const body = new URLSearchParams(biz_content === undefined ? {} : { biz_content });
  const response = await fetch(`${gatewayUrl}?${new URLSearchParams(query)}`, { method: "POST", body });
  return response.text();
}

function readAnswer(shop: Shop, text: string): ShopAnswer {
  const parsed = JSON.parse(text) as Record<string, Params> & { sign?: string };
  const node = Object.keys(parsed).find((name) => name !== "sign") ?? "";
  const members = parsed[node] ?? {};
  const signed = text.slice(`{"${node}":`.length, text.lastIndexOf(',"sign":'));
  if (parsed.sign === undefined) return { node, members, signature: "none", text };
  return { node, members, signature: shop.verify(signed, parsed.sign) ? "good" : "bad", text };
}
