import { createPrivateKey, createSecretKey, type KeyObject } from "node:crypto";
import { readPrivateKey, readPublicKey } from "../../keys/keys.ts";
import type { Answer } from "../../send.ts";
import type { MapiSignType } from "../../sign.ts";
import { signString } from "../../sign-string.ts";
import { signNow } from "../../testing/sign-now.ts";
import requestVectors from "../../vectors/mapi-request-sign.json" with { type: "json" };
import responseVectors from "../../vectors/mapi-response-verify.json" with { type: "json" };
import type { MapiConfig } from "../config.ts";

export const partner = "2088000000000001";

export const md5KeyText = requestVectors.md5_key;

export const alipayPublicKeyText = responseVectors.alipay_test_key.public_key_spki_base64;

export const merchantPrivateKeyText = requestVectors.merchant_test_key.private_key_pkcs1_base64;

/** The keys that play Alipay in the vectors. */
export const alipayKeys: Readonly<Record<MapiSignType, KeyObject>> = {
  MD5: createSecretKey(Buffer.from(md5KeyText)),
  RSA: alipayPrivateKey(),
  RSA2: alipayPrivateKey(),
};

function alipayPrivateKey(): KeyObject {
  const key = Buffer.from(responseVectors.alipay_test_key.private_key_pkcs8_base64, "base64");
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

/** A gateway account with the keys of the vectors. */
export function testConfig(changes: Partial<MapiConfig> = {}): MapiConfig {
  return {
    partner,
    sellerId: partner,
    gateway: "https://mapi.alipaydev.com/gateway.do",
    backupGateway: null,
    ...keysFor(changes.signType ?? "MD5"),
    settlementCurrency: "USD",
    queryCurrency: "price",
    timestamp: "epoch",
    store: {
      secondary_merchant_name: "Lotte",
      secondary_merchant_id: "123",
      secondary_merchant_industry: "5812",
      store_id: "A101",
      store_name: "McDonald in 966 3rd Ave, New York",
    },
    ...changes,
  };
}

export function keysFor(signType: MapiSignType): Pick<MapiConfig, "signType" | "ownKey" | "alipayKey"> {
  if (signType === "MD5") return { signType, ownKey: alipayKeys.MD5, alipayKey: alipayKeys.MD5 };
  const merchant = readPrivateKey(merchantPrivateKeyText, signType);
  const alipay = readPublicKey(alipayPublicKeyText, signType);
  if (!merchant.ok || !alipay.ok) throw new Error("the keys of the vectors are readable");
  return { signType, ownKey: merchant.key, alipayKey: alipay.key };
}

type Fields = Readonly<Record<string, string | undefined>>;

/** The signature of Alipay over these members in UTF-8. */
export function signMembers(members: Fields, signType: MapiSignType = "MD5"): string {
  const given = Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return signNow(signString(given, ["sign", "sign_type"]), alipayKeys[signType], signType);
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Elements of these names and texts; a member set to undefined is left out. */
export function elements(members: Fields): string {
  return Object.entries(members)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, text]) => `<${name}>${escaped(text)}</${name}>`)
    .join("");
}

/** The XML text of a signed answer; `response` replaces what stands inside `response`, after signing. */
export function signedXml(members: Fields, changes: { signType?: MapiSignType; response?: string } = {}): string {
  const { signType = "MD5", response = `<alipay>${elements(members)}</alipay>` } = changes;
  const echo = '<request><param name="sign">x</param></request>';
  const proof = elements({ sign: signMembers(members, signType), sign_type: signType });
  return `<?xml version="1.0" encoding="UTF-8"?><alipay><is_success>T</is_success>${echo}<response>${response}</response>${proof}</alipay>`;
}

export function answerOf(body: string | Buffer, changes: Partial<Answer> = {}): Answer {
  return { kind: "answer", status: 200, body: Buffer.from(body), contentType: null, date: null, ms: 1, ...changes };
}

export function signedAnswer(members: Fields): Answer {
  return answerOf(signedXml(members));
}

/** An answer of the gateway itself: unsigned, as Alipay sends it. */
export function gatewayRefusal(code: string, changes: Partial<Answer> = {}): Answer {
  return answerOf(
    `<?xml version="1.0" encoding="utf-8"?><alipay><is_success>F</is_success><error>${code}</error></alipay>`,
    changes,
  );
}
