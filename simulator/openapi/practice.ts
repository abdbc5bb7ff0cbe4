import { randomInt } from "node:crypto";
import { makeKeyPair } from "../merchants/keys.ts";
import type { World } from "../world.ts";
import { putMerchant } from "./merchant.ts";

/** A merchant to practise with, and what its shop has to know. The private key stays with the shop's half alone. */
export function makePracticeMerchant(world: World): { readonly shop: object } {
  const { privateKey, publicKey } = makeKeyPair();
  const appId = `9021${twelveDigits()}`;
  const sellerId = `2088${twelveDigits()}`;
  const sellerEmail = "practice@example.com";
  putMerchant(world, { generation: "openapi", appId, sellerId, sellerEmail, publicKey, signType: "RSA2" });
  return {
    shop: {
      generation: "openapi",
      appId,
      sellerId,
      sellerEmail,
      signType: "RSA2",
      merchantPrivateKey: privateKey,
      alipayPublicKey: world.merchants.alipay().publicKey,
    },
  };
}

function twelveDigits(): string {
  return randomInt(10 ** 11, 10 ** 12).toString();
}
