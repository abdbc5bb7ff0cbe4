import type { Notice, Trade, TradeStatus } from "../book/entries.ts";
import { formatChinaTime, formatChinaTimeMs } from "../china-time.ts";
import type { Seal, ShopReply } from "../generation.ts";
import { signedText } from "../sign/joined-text.ts";
import { forge, signText } from "../sign/rsa.ts";
import { BUYER } from "../trades/buyer.ts";
import type { World } from "../world.ts";
import { findMerchant } from "./merchant.ts";
import { formatYuan, parseYuan } from "./order/amount.ts";
import { fundBill } from "./order/trade-members.ts";

/** Minutes between sendings: 8 in about 25 h (openapi.md 7, "Answer and retries"). */
export const REPEAT_MINUTES = [4, 10, 10, 60, 120, 360, 900] as const;

/** Fields of `trade_status_sync` (openapi.md 7). None is empty: an Alipay message has no empty one. */
export function composeNotice(world: World, trade: Trade, status: TradeStatus): Record<string, string> {
  const { code, paidAt, closedAt } = trade;
  const merchant = findMerchant(world, code.appId);
  const { body, passback_params } = code.echo;
  return {
    notify_type: "trade_status_sync",
    app_id: code.appId,
    auth_app_id: code.appId,
    seller_id: code.sellerId,
    ...(merchant ? { seller_email: merchant.sellerEmail } : {}),
    buyer_id: BUYER.id,
    buyer_logon_id: BUYER.login,
    trade_no: trade.tradeNo,
    out_trade_no: code.outTradeNo,
    trade_status: status,
    total_amount: formatYuan(code.total.minor),
    subject: code.subject,
    ...(body === undefined ? {} : { body }),
    ...(passback_params === undefined ? {} : { passback_params }),
    gmt_create: formatChinaTime(trade.createdAt),
    ...(paidAt === undefined ? {} : paidFields(trade, paidAt)),
    ...refundFields(trade),
    ...(closedAt === undefined ? {} : { gmt_close: formatChinaTime(closedAt) }),
  };
}

function paidFields({ code }: Trade, paidAt: number): Record<string, string> {
  const total = formatYuan(code.total.minor);
  return {
    gmt_payment: formatChinaTime(paidAt),
    receipt_amount: total,
    buyer_pay_amount: total,
    invoice_amount: total,
    point_amount: "0.00",
    fund_bill_list: JSON.stringify(fundBill(total, "fundChannel")),
  };
}

/** Of the last refund, and the sum of all (openapi.md 7, "Fields"). A cancel has no number to name. */
function refundFields({ refunds, refundedMinor }: Trade): Record<string, string> {
  const last = refunds.at(-1);
  if (!last) return {};
  return {
    gmt_refund: formatChinaTimeMs(last.at),
    refund_fee: formatYuan(refundedMinor),
    send_back_fee: formatYuan(last.money.minor),
    ...(last.refundNo === undefined ? {} : { out_biz_no: last.refundNo }),
  };
}

export function withWrongAmount(fields: Notice["fields"]): Record<string, string> {
  const fen = parseYuan(fields.total_amount ?? "") ?? 0n;
  return { ...fields, total_amount: formatYuan(fen + 1n) };
}

/** Rule of trade notifications: `sign` and `sign_type` are not part of the signed text (openapi.md 7, "Verification"). */
export function sealNotice(world: World, notice: Notice, how: Seal): { contentType: string; body: string } {
  const { signType = "RSA2", certificates } = findMerchant(world, notice.fields.app_id) ?? {};
  const fields: Record<string, string> = {
    charset: "utf-8",
    version: "1.0",
    notify_time: formatChinaTime(world.machineNow()),
    notify_id: notice.id,
    sign_type: signType,
    ...(certificates ? { alipay_cert_sn: certificates.alipayCertSn } : {}),
    ...notice.fields,
  };
  const text = signedText(new Map(Object.entries(fields)), ["sign", "sign_type"]);
  const signature = signText(text, world.merchants.alipay().privateKey, signType);
  const sign = how === "forged" ? forge(signature) : signature;
  const body = new URLSearchParams(how === "none" ? fields : { ...fields, sign }).toString();
  return { contentType: "application/x-www-form-urlencoded; charset=utf-8", body };
}

/** Exactly the seven bytes, with status 200 (openapi.md 7); a redirect is not followed and so is no 200. */
export function isAcknowledged(_world: World, _notice: Notice, { status, body }: ShopReply): boolean {
  return status === 200 && body === "success";
}
