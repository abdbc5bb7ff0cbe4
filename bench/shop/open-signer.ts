import { createPrivateKey, randomInt } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { signedNotice } from "#lib/alipay/openapi/testing/notification-signer.ts";

const merchants = z.object({ alipay: z.object({ privateKey: z.string() }) });
const practice = z.object({ appId: z.string(), sellerId: z.string() });

/** Makes notices of payments of 88.88, signed as the practice Alipay does: with the key that it keeps in its folder. */
export function openSigner(folder: string): (merchantNumber: string) => Buffer {
  const read = (name: string): unknown => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
  const { privateKey } = merchants.parse(read("merchants.json")).alipay;
  const { appId, sellerId } = practice.parse(read("practice-openapi.json"));
  const key = createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" });
  return (merchantNumber) => {
    const number = `20260301${randomInt(10 ** 10, 10 ** 11)}${randomInt(10 ** 10, 10 ** 11)}`;
    const ids = { app_id: appId, seller_id: sellerId, out_trade_no: merchantNumber };
    return signedNotice({ ...ids, trade_no: number, notify_id: number, total_amount: "88.88" }, { key });
  };
}
