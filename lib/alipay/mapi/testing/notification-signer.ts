import type { MapiSignType } from "../../sign.ts";
import { type Changes, encodeNotice, withChanges } from "../../testing/form-notice.ts";
import { partner, signMembers } from "./account.ts";

/** A genuine notice of a payment, before it is signed. */
export const paidNotice = {
  notify_time: "2026-03-01 20:35:12",
  notify_type: "trade_status_sync",
  notify_id: "ac05099524730693a8b330c5ecf72da978",
  notify_action_type: "payByAccountAction",
  sign_type: "MD5",
  out_trade_no: "T20260301_0101",
  trade_no: "2026030122001401701436761112",
  trade_status: "TRADE_SUCCESS",
  subject: "咖啡 50%",
  seller_id: partner,
  total_fee: "0.07",
  currency: "USD",
  forex_total_fee: "0.01",
};

/** `signedNotice({ trade_status: "TRADE_CLOSED" })` is a genuine body; a member set to undefined is left out before signing. */
export function signedNotice(changes: Changes = {}, signType: MapiSignType = "MD5"): Buffer {
  return encodeNotice(signedFields(changes, signType));
}

/** A body that was changed after signing. */
export function tamperedNotice(after: Changes, before: Changes = {}): Buffer {
  return encodeNotice(withChanges(signedFields(before), after));
}

export function signedFields(changes: Changes = {}, signType: MapiSignType = "MD5"): Record<string, string> {
  const fields = withChanges({ ...paidNotice, sign_type: signType }, changes);
  return { ...fields, sign: signMembers(fields, signType) };
}
