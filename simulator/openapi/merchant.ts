import { type Content, textOf } from "../content/members.ts";
import type { RegisterResult } from "../generation.ts";
import { isRsaPublicKey } from "../merchants/keys.ts";
import type { Merchant } from "../merchants/merchant-file.ts";
import { PUBLIC_KEY_RULE, refusedMerchant } from "../merchants/refused-merchant.ts";
import type { RsaType } from "../sign/rsa.ts";
import type { World } from "../world.ts";
import { type CertificateNumbers, issueCertificates } from "./certificates.ts";
import { isContentKey } from "./content-cipher.ts";

/** A shop that may call the OpenAPI gateway. */
export type OpenapiMerchant = {
  readonly generation: "openapi";
  readonly appId: string;
  readonly sellerId: string;
  readonly sellerEmail: string;
  /** Of the shop: Base64 of SubjectPublicKeyInfo. */
  readonly publicKey: string;
  readonly signType: RsaType;
  /** In certificate mode. */
  readonly certificates?: CertificateNumbers;
  /** Base64 of 16 bytes: its contents may come encrypted. */
  readonly aesKey?: string;
  /** It acts for a merchant who gave it this token. */
  readonly appAuthToken?: string;
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

/** For merchants entered by hand or by a test; the answer carries the key or the certificates that the shop verifies with. */
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
  const aesKey = textOf(fields, "aesKey");
  const appAuthToken = textOf(fields, "appAuthToken");
  if (aesKey !== undefined && !isContentKey(aesKey)) return refusedMerchant("aesKey must be Base64 of 16 bytes");
  const alipay = world.merchants.alipay();
  const issued = fields.certificates === true ? issueCertificates(alipay, { appId, publicKey }) : undefined;
  putMerchant(world, {
    generation: "openapi",
    appId,
    sellerId,
    sellerEmail,
    publicKey,
    signType,
    ...(issued ? { certificates: issued.numbers } : {}),
    ...(aesKey === undefined ? {} : { aesKey }),
    ...(appAuthToken === undefined ? {} : { appAuthToken }),
  });
  return { ok: true, shop: issued ? issued.certificates : { alipayPublicKey: alipay.publicKey } };
}

function isOfApplication(merchant: Merchant, appId: string | undefined): merchant is OpenapiMerchant {
  return merchant.generation === "openapi" && (merchant as OpenapiMerchant).appId === appId;
}
