import { type Content, textOf } from "../content/members.ts";
import type { RegisterResult } from "../generation.ts";
import { isRsaPublicKey } from "../merchants/keys.ts";
import type { Merchant } from "../merchants/merchant-file.ts";
import { PUBLIC_KEY_RULE, refusedMerchant } from "../merchants/refused-merchant.ts";
import type { World } from "../world.ts";
import type { MapiKey } from "./sign.ts";

/** How its requests write a time: both forms are documented (mapi.md 1, `timestamp`). */
export type TimestampForm = "epoch" | "china";

/** A shop that may call the MAPI gateway. */
export type MapiMerchant = MapiKey & {
  readonly generation: "mapi";
  readonly partner: string;
  readonly sellerEmail: string;
  readonly timestamp: TimestampForm;
};

const PARTNER = /^2088\d{12}$/;
const MD5_KEY = /^[\x21-\x7e]{32}$/;

export function findMerchant(world: World, partner: string | undefined): MapiMerchant | undefined {
  return world.merchants.list().find((merchant) => isPartner(merchant, partner));
}

/** Adds the merchant, or replaces the one with the same partner number. */
export function putMerchant(world: World, merchant: MapiMerchant): void {
  world.merchants.put(merchant, (other) => isPartner(other, merchant.partner));
}

/** For merchants entered by hand or by a test; the answer carries the key that a shop with RSA verifies with. */
export function registerMerchant(world: World, fields: Content): RegisterResult {
  const partner = textOf(fields, "partner");
  const { timestamp = "epoch" } = fields;
  const sellerEmail = textOf(fields, "sellerEmail") ?? "practice@example.com";
  const key = readKey(fields);
  if (!partner || !PARTNER.test(partner)) return refusedMerchant("partner must be 16 digits that begin with 2088");
  if (timestamp !== "epoch" && timestamp !== "china") return refusedMerchant("timestamp must be epoch or china");
  if (typeof key === "string") return refusedMerchant(key);
  putMerchant(world, { generation: "mapi", partner, sellerEmail, timestamp, ...key });
  return { ok: true, shop: { alipayPublicKey: world.merchants.alipay().publicKey } };
}

/** @returns the key, or what is wrong with it */
function readKey(fields: Content): MapiKey | string {
  const { signType = "MD5" } = fields;
  const md5Key = textOf(fields, "md5Key") ?? "";
  const publicKey = textOf(fields, "publicKey") ?? "";
  if (signType === "MD5") return MD5_KEY.test(md5Key) ? { signType, md5Key } : "md5Key must have 32 characters";
  if (signType !== "RSA" && signType !== "RSA2") return "signType must be MD5, RSA or RSA2";
  if (isRsaPublicKey(publicKey)) return { signType, publicKey };
  return PUBLIC_KEY_RULE;
}

function isPartner(merchant: Merchant, partner: string | undefined): merchant is MapiMerchant {
  return merchant.generation === "mapi" && (merchant as MapiMerchant).partner === partner;
}
