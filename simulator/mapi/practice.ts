import { randomBytes, randomInt } from "node:crypto";
import type { World } from "../world.ts";
import { type MapiMerchant, putMerchant } from "./merchant.ts";

/** A merchant to practise with, and what its shop has to know. MD5: both sides hold the one key. */
export function makePracticeMerchant(world: World): { readonly shop: object } {
  const merchant: MapiMerchant = {
    generation: "mapi",
    partner: `2088${randomInt(10 ** 11, 10 ** 12)}`,
    sellerEmail: "practice@example.com",
    signType: "MD5",
    md5Key: randomBytes(16).toString("hex"),
    timestamp: "epoch",
  };
  putMerchant(world, merchant);
  return { shop: merchant };
}
