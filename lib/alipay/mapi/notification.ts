import { outTradeNoRule } from "../fields.ts";
import { type Form, type FormProblem, hidesName, parseForm, textOf } from "../form.ts";
import type { SignatureVerdict } from "../sign.ts";
import { isTradeNo, isTradeStatus, type TradeStatus } from "../trade.ts";
import type { MapiConfig } from "./config.ts";
import { verifyMembers } from "./signature.ts";

/** The only body that stops Alipay's repeats: exactly these 7 bytes with status 200 (mapi.md section 5.3). */
export const notificationSuccess = "success";

/** Every documented name of a notice (mapi.md section 5). In a query string each of them is an attack (B7). */
export const notificationNames: ReadonlySet<string> = new Set(
  [
    "_input_charset body buyer_email buyer_id charset currency extra_common_param forex_total_fee gmt_create gmt_payment gmt_refund",
    "notify_action_type notify_id notify_time notify_type out_trade_no passback_parameters price quantity refund_fee refund_status",
    "seller_email seller_id sign sign_type subject total_fee trade_no trade_status trans_currency",
  ].flatMap((line) => line.split(" ")),
);

export const notifyIdRule = { required: true, maxLength: 128, pattern: /^[!-~]+$/ } as const;

export type NotificationChecks = {
  form: "good" | FormProblem;
  signature: SignatureVerdict | "other_sign_type" | "split_shift" | "unchecked";
  /** `absent`: the notice names none; its trade number alone ties it to us then. */
  seller: "good" | "other" | "absent" | "unchecked";
  shape: "good" | "bad_notify_id" | "bad_out_trade_no" | "bad_trade_no" | "unchecked";
};

/**
 * A genuine notice: a reason to ask, never the answer. Its amounts are not even read, for they may be in yuan, in the price's currency
 * or in the settlement's (mapi.md section 5, clarification 5).
 */
export type TradeNotice = {
  /** A refund report repeats TRADE_SUCCESS after a part refund (B14, F40). */
  about: "trade" | "refund";
  notify_id: string;
  /** null: a word that no page knows (B19). */
  trade_status: TradeStatus | null;
  out_trade_no: string;
  trade_no: string;
};

export type NotificationResult =
  | { kind: "trade_notice"; checks: NotificationChecks; notice: TradeNotice }
  /** Genuine, but of a kind that says nothing about a trade. */
  | { kind: "other_notice"; checks: NotificationChecks; notify_type: string }
  | { kind: "refused"; checks: NotificationChecks };

/** A notice as it came in. */
export type RawNotice = { body: Buffer; contentType: string | null };

/** Verifies the raw body of a notice and reads it. Another seller's is read too: asking does no harm (clarification 14). */
export function parseNotification({ body, contentType }: RawNotice, config: MapiConfig): NotificationResult {
  const parsed = parseForm(body, contentType);
  if (!parsed.ok) return { kind: "refused", checks: { ...unchecked, form: parsed.problem } };
  const { form } = parsed;

  const signature = checkSignature(form, config);
  if (signature !== "good") return { kind: "refused", checks: { ...unchecked, signature } };

  const checks = { ...unchecked, signature, seller: checkSeller(form, config) };
  const notifyType = textOf(form, "notify_type") ?? "";
  if (notifyType !== "trade_status_sync") return { kind: "other_notice", checks, notify_type: notifyType };
  const read = readTradeNotice(form);
  return typeof read === "string"
    ? { kind: "refused", checks: { ...checks, shape: read } }
    : { kind: "trade_notice", checks: { ...checks, shape: "good" }, notice: read };
}

const unchecked: NotificationChecks = { form: "good", signature: "unchecked", seller: "unchecked", shape: "unchecked" };

function checkSignature(form: Form, config: MapiConfig): NotificationChecks["signature"] {
  const verdict = verifyMembers(form, textOf(form, "sign"), config);
  if (verdict !== "good") return verdict;
  if (textOf(form, "sign_type") !== config.signType) return "other_sign_type";
  return hidesName(form, notificationNames) ? "split_shift" : "good";
}

function checkSeller(form: Form, { partner, sellerId }: MapiConfig): "good" | "other" | "absent" {
  const seller = textOf(form, "seller_id");
  if (seller === undefined) return "absent";
  return seller === sellerId || seller === partner ? "good" : "other";
}

function readTradeNotice(form: Form): TradeNotice | Exclude<NotificationChecks["shape"], "good" | "unchecked"> {
  const text = (name: string) => textOf(form, name);
  const [notifyId, outTradeNo, tradeNo] = [text("notify_id"), text("out_trade_no"), text("trade_no")];
  const tradeStatus = text("trade_status");
  if (!notifyId || notifyId.length > notifyIdRule.maxLength || !notifyIdRule.pattern.test(notifyId)) {
    return "bad_notify_id";
  }
  if (!outTradeNo || outTradeNo.length > outTradeNoRule.maxLength || !outTradeNoRule.pattern.test(outTradeNo)) {
    return "bad_out_trade_no";
  }
  if (!isTradeNo(tradeNo)) return "bad_trade_no";
  const tellsRefund =
    ["refund_status", "refund_fee", "gmt_refund"].some((name) => text(name) !== undefined) ||
    ["refundFPAction", "reverseAction"].includes(text("notify_action_type") ?? "");
  return {
    about: tellsRefund ? "refund" : "trade",
    notify_id: notifyId,
    trade_status: isTradeStatus(tradeStatus) ? tradeStatus : null,
    out_trade_no: outTradeNo,
    trade_no: tradeNo,
  };
}
