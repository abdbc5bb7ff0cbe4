import type { KeyObject } from "node:crypto";
import type { SignType } from "../../sign.ts";
import { signString } from "../../sign-string.ts";
import { type Changes, encodeNotice, withChanges } from "../../testing/form-notice.ts";
import { signNow } from "../../testing/sign-now.ts";
import { alipayKey, sellerId } from "./account.ts";

/** A genuine notice of a payment, before it is signed. */
export const paidNotice = {
  notify_time: "2026-03-01 12:35:12",
  notify_type: "trade_status_sync",
  notify_id: "2026030100222123512004630512345678",
  app_id: "2021000000000001",
  charset: "utf-8",
  version: "1.0",
  sign_type: "RSA2",
  trade_no: "2026030122001404630500001234",
  out_trade_no: "T20260301_0001",
  buyer_logon_id: "159****5620",
  seller_id: sellerId,
  trade_status: "TRADE_SUCCESS",
  total_amount: "88.88",
  subject: "咖啡 50%",
  gmt_payment: "2026-03-01 12:35:10",
};

type Signing = { key?: KeyObject; signType?: SignType };

/** `signedNotice({ trade_status: "TRADE_CLOSED" })` is a genuine body; a member set to undefined is left out before signing. */
export function signedNotice(changes: Changes = {}, signing: Signing = {}): Buffer {
  return encodeNotice(signedFields(changes, signing));
}

/** A body that was changed after signing. */
export function tamperedNotice(after: Changes, before: Changes = {}): Buffer {
  return encodeNotice(withChanges(signedFields(before, {}), after));
}

export function signedFields(
  changes: Changes = {},
  { key = alipayKey, signType = "RSA2" }: Signing = {},
): Record<string, string> {
  const fields = withChanges(paidNotice, changes);
  return { ...fields, sign: signNow(signString(Object.entries(fields), ["sign", "sign_type"]), key, signType) };
}
