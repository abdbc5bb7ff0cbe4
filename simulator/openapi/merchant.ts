import { type Content, textOf } from "../content/members.ts";
import type { RegisterResult } from "../generation.ts";
import { isRsaPublicKey } from "../merchants/keys.ts";
import type { Merchant } from "../merchants/merchant-file.ts";
import { PUBLIC_KEY_RULE, refusedMerchant } from "../merchants/refused-merchant.ts";
import type { RsaType } from "../sign/rsa.ts";
import type { World } from "../world.ts";

/** A shop that may call the OpenAPI gateway in key mode. */
export type OpenapiMerchant = {
  readonly generation: "openapi";
  readonly appId: string;
  readonly sellerId: string;
  readonly sellerEmail: string;
  /** Of the shop: Base64 of SubjectPublicKeyInfo. */
  readonly publicKey: string;
  readonly signType: RsaType;
};

const SELLER_ID = /^2088\d{12}$/;
const LONGEST_APP_ID = 32;

export function findMerchant(world: World, appId: string | undefined): OpenapiMerchant | undefined {
  return world.merchants.list().find((merchant) => isOfApplication(merchant, appId));
}

/** Adds the merchant, or replaces the one with the same application. */
export function putMerchant(world: World, merchant: OpenapiMerchant): void {
  world.merchants.put(merchant, (other) => isOfApplication(other, merchant.appId));
}

/** For merchants entered by hand or by a test; the answer carries the key that the shop verifies with. */
export function registerMerchant(world: World, fields: Content): RegisterResult {
  const { signType = "RSA2" } = fields;
  const appId = textOf(fields, "appId");
  const sellerId = textOf(fields, "sellerId");
  const publicKey = textOf(fields, "publicKey");
  const sellerEmail = textOf(fields, "sellerEmail") ?? "practice@example.com";
  if (signType !== "RSA2" && signType !== "RSA") return refusedMerchant("signType must be RSA2 or RSA");
  if (!appId || appId.length > LONGEST_APP_ID) return refusedMerchant("appId must have 1 to 32 characters");
  if (!sellerId || !SELLER_ID.test(sellerId)) return refusedMerchant("sellerId must be 16 digits that begin with 2088");
  if (!publicKey || !isRsaPublicKey(publicKey)) {
    return refusedMerchant(PUBLIC_KEY_RULE);
  }
  putMerchant(world, { generation: "openapi", appId, sellerId, sellerEmail, publicKey, signType });
  return { ok: true, shop: { alipayPublicKey: world.merchants.alipay().publicKey } };
}

function isOfApplication(merchant: Merchant, appId: string | undefined): merchant is OpenapiMerchant {
  return merchant.generation === "openapi" && (merchant as OpenapiMerchant).appId === appId;
}
