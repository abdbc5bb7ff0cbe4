import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivateJson } from "../private-file.ts";
import { type KeyPair, makeKeyPair } from "./keys.ts";

/** A shop that may call a gateway. What else is known of it is its generation's affair. */
export type Merchant = { readonly generation: string };

type Content = { readonly alipay: KeyPair; readonly merchants: readonly Merchant[] };

export type MerchantFile = {
  /** The key pair that plays Alipay's. */
  readonly alipay: () => KeyPair;
  readonly list: () => readonly Merchant[];
  /** Adds a merchant, or replaces the one that is the same to its generation. */
  readonly put: (merchant: Merchant, isSame: (other: Merchant) => boolean) => void;
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
    put: (merchant, isSame) => {
      const others = content.merchants.filter((other) => !isSame(other));
      content = save({ ...content, merchants: [...others, merchant] });
    },
  };
}
