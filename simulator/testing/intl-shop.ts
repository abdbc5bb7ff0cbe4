import { createSign, createVerify, randomUUID } from "node:crypto";
import { chinaTime, pem } from "./shop.ts";

/** `practice-intl.json`. */
export type IntlShopFile = {
  readonly clientId: string;
  readonly merchantId: string;
  readonly productCode: string;
  readonly signType: "RSA" | "RSA2";
  readonly merchantPrivateKey: string;
  readonly alipayPublicKey: string;
  readonly statusMember: string;
  readonly gatewayUrl: string;
};

type Body = Record<string, unknown>;

/** A shop's side of its own, so that no mistake of the simulator's signing cancels itself out. */
export type IntlShop = IntlShopFile & {
  /** The text of `request`. */
  readonly request: (name: string, body: Body, head?: Body) => string;
  readonly seal: (member: "request" | "response", text: string) => string;
  readonly post: (name: string, envelope: string) => Promise<IntlAnswer>;
  readonly send: (name: string, body: Body, head?: Body) => Promise<IntlAnswer>;
  /** The body of an answer whose signature holds. */
  readonly call: (name: string, body: Body) => Promise<IntlBody>;
  readonly order: (merchantTransId: string, changed?: Body) => Body;
  /** The right answer to a notification. */
  readonly acknowledge: (notice: string, head?: Body, result?: Body) => string;
  readonly isGenuine: (message: string) => boolean;
};

export type IntlBody = Body & { readonly resultInfo: Record<string, string>; readonly paymentSiteUrl?: string };

export type IntlAnswer = {
  readonly head: Record<string, string>;
  readonly body: IntlBody;
  readonly signature: "good" | "bad" | "none";
  readonly text: string;
};

export const PREPARE = "alipay.intl.acquiring.cashier.prepareForRedirect";
export const PAY_QUERY = "alipay.intl.acquiring.cashier.payQuery";
export const PAY_CANCEL = "alipay.intl.acquiring.common.payCancel";
export const REFUND = "alipay.intl.acquiring.common.refund";

const SUCCESS = { resultStatus: "S", resultCodeId: "00000000", resultCode: "SUCCESS", resultMsg: "success" };

export function createIntlShop(file: IntlShopFile): IntlShop {
  const hash = file.signType === "RSA" ? "RSA-SHA1" : "RSA-SHA256";
  const shop: IntlShop = {
    ...file,
    request: (name, body, head) =>
      JSON.stringify({
        head: {
          version: "2.0.0",
          function: name,
          clientId: file.clientId,
          reqTime: offsetTime(Date.now()),
          reqMsgId: randomUUID(),
          reserve: "{}",
          ...head,
        },
        body,
      }),
    seal: (member, text) => {
      const signature = createSign(hash).update(text).sign(pem("PRIVATE KEY", file.merchantPrivateKey), "base64");
      return `{"${member}":${text},"signature":"${signature}"}`;
    },
    post: async (name, envelope) => {
      const headers = { "content-type": "application/json; charset=UTF-8" };
      const response = await fetch(file.gatewayUrl + pathOf(name), { method: "POST", headers, body: envelope });
      return readAnswer(shop, await response.text());
    },
    send: (name, body, head) => shop.post(name, shop.seal("request", shop.request(name, body, head))),
    call: async (name, body) => {
      const answer = await shop.send(name, body);
      if (answer.signature !== "good") throw new Error(`the answer's signature is ${answer.signature}`);
      return answer.body;
    },
    order: (merchantTransId, changed) => ({
      merchantId: file.merchantId,
      productCode: file.productCode,
      merchantTransId,
      order: { orderAmount: { currency: "USD", value: "1234" }, orderTitle: "Tea" },
      paymentSite: "ALIPAY_CN",
      terminalType: "WEB",
      urlType: "SHORT",
      ...changed,
    }),
    acknowledge: (notice, head, result) => {
      const { head: asked } = (JSON.parse(notice) as { request: { head: Record<string, string> } }).request;
      const { reqTime: _reqTime, ...echo } = asked;
      const answer = {
        head: { ...echo, respTime: offsetTime(Date.now()), ...head },
        body: { resultInfo: { ...SUCCESS, ...result } },
      };
      return shop.seal("response", JSON.stringify(answer));
    },
    isGenuine: (message) => {
      const { signature = "" } = JSON.parse(message) as { signature?: string };
      const text = message.slice(message.indexOf(":") + 1, message.lastIndexOf(',"signature":'));
      const key = pem("PUBLIC KEY", file.alipayPublicKey);
      return createVerify(hash).update(text).verify(key, signature, "base64");
    },
  };
  return shop;
}

/** The last name lower case (intl.md 1, "Gateway"). */
function pathOf(name: string): string {
  return `/${name.replaceAll(".", "/").replace(/[^/]*$/, (last) => last.toLowerCase())}.htm`;
}

export function offsetTime(at: number): string {
  return `${chinaTime(at).replace(" ", "T")}+08:00`;
}

function readAnswer(shop: IntlShop, text: string): IntlAnswer {
  const { response, signature } = JSON.parse(text) as {
    response: Pick<IntlAnswer, "head" | "body">;
    signature?: string;
  };
  if (signature === undefined) return { ...response, signature: "none", text };
  return { ...response, signature: shop.isGenuine(text) ? "good" : "bad", text };
}
