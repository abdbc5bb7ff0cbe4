import { randomInt } from "node:crypto";
import { makeKeyPair } from "../merchants/keys.ts";
import { currentSettings, type World } from "../world.ts";
import { putMerchant } from "./merchant.ts";

/** A merchant to practise with, and what its shop has to know. Ids have the 21 digits of the samples (seed 002). */
export function makePracticeMerchant(world: World): { readonly shop: object } {
  const { privateKey, publicKey } = makeKeyPair();
  const agreed = {
    generation: "intl",
    clientId: `211${eighteenDigits()}`,
    merchantId: `218${eighteenDigits()}`,
    productCode: "AUTO_DEBIT",
    signType: "RSA",
  } as const;
  putMerchant(world, { ...agreed, publicKey });
  return {
    shop: {
      ...agreed,
      merchantPrivateKey: privateKey,
      alipayPublicKey: world.merchants.alipay().publicKey,
      statusMember: currentSettings(world).intlStatusMember,
    },
  };
}

function eighteenDigits(): string {
  const nine = () => randomInt(10 ** 8, 10 ** 9).toString();
  return nine() + nine();
}
