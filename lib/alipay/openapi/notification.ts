import { outTradeNoRule } from "../fields.ts";
import { type Form, type FormProblem, hidesName, parseForm, textOf } from "../form.ts";
import { type SignatureVerdict, verifyText } from "../sign.ts";
import { signString } from "../sign-string.ts";
import { isTradeNo, isTradeStatus, type TradeStatus } from "../trade.ts";
import { readYuan } from "./amount.ts";
import { alipayKey, type OpenapiConfig } from "./config.ts";

/** The only body that stops Alipay's repeats: exactly these 7 bytes with status 200 (openapi.md section 7). */
export const notificationSuccess = "success";

/** Every documented name of a trade notice (openapi.md section 7). In a query string each of them is an attack (B7). */
export const notificationNames: ReadonlySet<string> = new Set(
  [
    "alipay_cert_sn app_id auth_app_id body buyer_id buyer_logon_id buyer_open_id buyer_pay_amount charset fund_bill_list",
    "gmt_close gmt_create gmt_payment gmt_refund invoice_amount notify_id notify_time notify_type out_biz_no out_trade_no",
    "passback_params point_amount receipt_amount refund_fee seller_email seller_id send_back_fee sign sign_type subject",
    "total_amount trade_no trade_status version voucher_detail_list",
  ].flatMap((line) => line.split(" ")),
);

export type NotificationChecks = {
  form: "good" | FormProblem;
  signature: SignatureVerdict | "unknown_certificate" | "other_sign_type" | "split_shift" | "unchecked";
  app: "good" | "other" | "unchecked";
  /** `absent`: the notice names none. App and trade number alone tie it to us then. */
  seller: "good" | "other" | "absent" | "unchecked";
  shape: "good" | "bad_notify_id" | "bad_out_trade_no" | "bad_trade_no" | "bad_amount" | "unchecked";
};

/** A genuine notice about a trade of this account. Amounts are yuan as text, times China time as text. */
export type TradeNotice = {
  /** A refund report repeats TRADE_SUCCESS after a part refund and must never count as a payment (B14, F40). */
  about: "trade" | "refund";
  notify_id: string;
  /** null: a word that no page knows, to be kept for a person (B19). */
  trade_status: TradeStatus | null;
  out_trade_no: string;
  trade_no: string;
  total_amount: string;
  buyer_logon_id: string | null;
  gmt_payment: string | null;
  out_biz_no: string | null;
  refund_fee: string | null;
  /** Undocumented names may be the product of a re-cut sign string: then only a query may settle the order (B8). */
  unknownNames: readonly string[];
};

export type NotificationResult =
  | { kind: "trade_notice"; checks: NotificationChecks; notice: TradeNotice }
  /** Genuine and ours, but of a kind that says nothing about a payment. */
  | { kind: "other_notice"; checks: NotificationChecks; notify_type: string }
  | { kind: "refused"; checks: NotificationChecks };

/** Verifies the raw body of a notice and reads it. Order and amount are compared by the caller, who knows them. */
export function parseNotification(body: Buffer, config: OpenapiConfig): NotificationResult {
  const parsed = parseForm(body);
  if (!parsed.ok) return { kind: "refused", checks: { ...unchecked, form: parsed.problem } };
  const { form } = parsed;

  const signature = checkSignature(form, config);
  if (signature !== "good") return { kind: "refused", checks: { ...unchecked, signature } };

  const checks = { ...unchecked, signature, app: checkApp(form, config), seller: checkSeller(form, config) };
  if (checks.app === "other" || checks.seller === "other") return { kind: "refused", checks };

  const notifyType = textOf(form, "notify_type") ?? "";
  if (notifyType !== "trade_status_sync") return { kind: "other_notice", checks, notify_type: notifyType };
  const read = readTradeNotice(form);
  return typeof read === "string"
    ? { kind: "refused", checks: { ...checks, shape: read } }
    : { kind: "trade_notice", checks: { ...checks, shape: "good" }, notice: read };
}

const unchecked: NotificationChecks = {
  form: "good",
  signature: "unchecked",
  app: "unchecked",
  seller: "unchecked",
  shape: "unchecked",
};

/** Rule v1 of openapi.md section 7: `sign` and `sign_type` left out, over the bytes that came, by the account's own method. */
function checkSignature(form: Form, config: OpenapiConfig): NotificationChecks["signature"] {
  const { trust, signType } = config;
  const received = [...form].map(([name, value]) => [name, value.bytes] as const);
  const signed = Buffer.from(signString(received, ["sign", "sign_type"]), "latin1");
  const key = alipayKey(trust, textOf(form, "alipay_cert_sn"));
  if (key === null) return "unknown_certificate";
  const verdict = verifyText(signed, textOf(form, "sign"), { ...key, signType });
  if (verdict !== "good") return verdict;
  if (textOf(form, "sign_type") !== signType) return "other_sign_type";
  return hidesName(form, notificationNames) ? "split_shift" : "good";
}

/** Alipay signs for all merchants with one key, so a stranger's genuine notice verifies (B2). */
function checkApp(form: Form, config: OpenapiConfig): "good" | "other" {
  return textOf(form, "app_id") === config.appId ? "good" : "other";
}

function checkSeller(form: Form, config: OpenapiConfig): "good" | "other" | "absent" {
  if (!form.has("seller_id")) return "absent";
  return textOf(form, "seller_id") === config.sellerId ? "good" : "other";
}

function readTradeNotice(form: Form): TradeNotice | Exclude<NotificationChecks["shape"], "good" | "unchecked"> {
  const text = (name: string) => textOf(form, name);
  const [notifyId, outTradeNo, tradeNo] = [text("notify_id"), text("out_trade_no"), text("trade_no")];
  const [totalAmount, tradeStatus, refundFee] = [text("total_amount"), text("trade_status"), text("refund_fee")];
  if (!notifyId || !/^[!-~]{1,128}$/.test(notifyId)) return "bad_notify_id";
  if (!outTradeNo || outTradeNo.length > outTradeNoRule.maxLength || !outTradeNoRule.pattern.test(outTradeNo)) {
    return "bad_out_trade_no";
  }
  if (!isTradeNo(tradeNo)) return "bad_trade_no";
  if (!totalAmount || !readYuan(totalAmount)) return "bad_amount";
  if (refundFee !== undefined && readYuan(refundFee) === null) return "bad_amount";
  return {
    about: refundFee !== undefined || text("gmt_refund") !== undefined ? "refund" : "trade",
    notify_id: notifyId,
    trade_status: isTradeStatus(tradeStatus) ? tradeStatus : null,
    out_trade_no: outTradeNo,
    trade_no: tradeNo,
    total_amount: totalAmount,
    buyer_logon_id: text("buyer_logon_id") ?? null,
    gmt_payment: text("gmt_payment") ?? null,
    out_biz_no: text("out_biz_no") ?? null,
    refund_fee: refundFee ?? null,
    unknownNames: [...form.keys()].filter((name) => !notificationNames.has(name)),
  };
}
