import { type Content, textOf } from "../content/members.ts";
import type { RegisterResult } from "../generation.ts";
import { isRsaPublicKey } from "../merchants/keys.ts";
import type { Merchant } from "../merchants/merchant-file.ts";
import { PUBLIC_KEY_RULE, refusedMerchant } from "../merchants/refused-merchant.ts";
import type { RsaType } from "../sign/rsa.ts";
import type { World } from "../world.ts";

/** A shop that may call the international gateway. */
export type IntlMerchant = {
  readonly generation: "intl";
  readonly clientId: string;
  readonly merchantId: string;
  readonly productCode: string;
  /** Of the shop: Base64 of SubjectPublicKeyInfo. */
  readonly publicKey: string;
  readonly signType: RsaType;
};

/** Lengths of seed 002; an id must not hold a blank, since orders are told apart by it. */
const CLIENT_ID = /^[\x21-\x7e]{1,32}$/;
const MERCHANT_ID = /^[\x21-\x7e]{1,64}$/;
const LONGEST_PRODUCT = 64;

export function findMerchant(world: World, clientId: string | undefined): IntlMerchant | undefined {
  return world.merchants.list().find((merchant) => isClient(merchant, clientId));
}

/** Adds the merchant, or replaces the one with the same client. */
export function putMerchant(world: World, merchant: IntlMerchant): void {
  world.merchants.put(merchant, (other) => isClient(other, merchant.clientId));
}

/** For merchants entered by hand or by a test; the answer carries the key that the shop verifies with. */
export function registerMerchant(world: World, fields: Content): RegisterResult {
  const { signType = "RSA" } = fields;
  const clientId = textOf(fields, "clientId") ?? "";
  const merchantId = textOf(fields, "merchantId") ?? "";
  const productCode = textOf(fields, "productCode") ?? "";
  const publicKey = textOf(fields, "publicKey") ?? "";
  if (signType !== "RSA" && signType !== "RSA2") return refusedMerchant("signType must be RSA or RSA2");
  if (!CLIENT_ID.test(clientId)) return refusedMerchant("clientId must have 1 to 32 characters");
  if (!MERCHANT_ID.test(merchantId)) return refusedMerchant("merchantId must have 1 to 64 characters");
  if (!productCode || productCode.length > LONGEST_PRODUCT)
    return refusedMerchant("productCode must have 1 to 64 characters");
  if (!isRsaPublicKey(publicKey)) {
    return refusedMerchant(PUBLIC_KEY_RULE);
  }
  putMerchant(world, { generation: "intl", clientId, merchantId, productCode, publicKey, signType });
  return { ok: true, shop: { alipayPublicKey: world.merchants.alipay().publicKey } };
}

function isClient(merchant: Merchant, clientId: string | undefined): merchant is IntlMerchant {
  return merchant.generation === "intl" && (merchant as IntlMerchant).clientId === clientId;
}
