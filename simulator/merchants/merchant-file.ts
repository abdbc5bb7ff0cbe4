import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivateJson } from "../private-file.ts";
import { type KeyPair, makeKeyPair } from "./keys.ts";

/** A shop that may call the OpenAPI gateway in key mode. */
export type OpenapiMerchant = {
  readonly generation: "openapi";
  readonly appId: string;
  readonly sellerId: string;
  readonly sellerEmail: string;
  /** Of the shop: Base64 of SubjectPublicKeyInfo. */
  readonly publicKey: string;
  readonly signType: "RSA2" | "RSA";
};

/** Another generation adds its kind here. */
export type Merchant = OpenapiMerchant;

type Content = { readonly alipay: KeyPair; readonly merchants: readonly Merchant[] };

export type MerchantFile = {
  /** The key pair that plays Alipay's. */
  readonly alipay: () => KeyPair;
  readonly list: () => readonly Merchant[];
  /** Adds a merchant, or replaces the one with the same application. */
  readonly put: (merchant: Merchant) => void;
};

/** `merchants.json` of the data folder, made at the first start. It holds a private key: mode 0600. */
export function openMerchantFile(folder: string): MerchantFile {
  const file = join(folder, "merchants.json");
  const save = (content: Content) => {
    writePrivateJson(file, content);
    return content;
  };
  let content: Content = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Content)
    : save({ alipay: makeKeyPair(), merchants: [] });
  return {
    alipay: () => content.alipay,
    list: () => content.merchants,
    put: (merchant) => {
      const others = content.merchants.filter((other) => other.appId !== merchant.appId);
      content = save({ ...content, merchants: [...others, merchant] });
    },
  };
}
