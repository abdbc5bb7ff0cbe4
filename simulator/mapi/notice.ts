import type { Notice, Trade, TradeStatus } from "../book/entries.ts";
import { formatChinaTime } from "../china-time.ts";
import type { Seal, ShopReply } from "../generation.ts";
import { formatAmount, parseAmount } from "../money/amount.ts";
import { convert } from "../money/exchange.ts";
import { signedText } from "../sign/joined-text.ts";
import { BUYER } from "../trades/buyer.ts";
import type { World } from "../world.ts";
import { findMerchant } from "./merchant.ts";
import { settlementOf } from "./order/trade-members.ts";
import { forgeSignature, signFor, UNSIGNED } from "./sign.ts";

/** Minutes between sendings (mapi.md 5.4). */
export const REPEAT_MINUTES = [2, 10, 10, 60, 120, 360, 900] as const;

/**
 * Fields of mapi.md 5: `total_fee` and `price` in yuan, the foreign amounts beside them. `extra_common_param` is there
 * and empty when nothing was given to pass back, as in a published sample: an empty field is not signed.
 */
export function composeNotice(world: World, trade: Trade, status: TradeStatus): Record<string, string> {
  const { code, paidAt, closedAt } = trade;
  const merchant = findMerchant(world, code.appId);
  const yuan = formatAmount(convert(code.total, "CNY"));
  const settlement = settlementOf(trade);
  return {
    notify_type: "trade_status_sync",
    notify_action_type: actionOf(trade, status),
    out_trade_no: code.outTradeNo,
    trade_no: trade.tradeNo,
    trade_status: status,
    subject: code.subject,
    ...(code.echo.body === undefined ? {} : { body: code.echo.body }),
    buyer_id: BUYER.id,
    buyer_email: BUYER.login,
    seller_id: code.sellerId,
    ...(merchant ? { seller_email: merchant.sellerEmail } : {}),
    gmt_create: formatChinaTime(trade.createdAt),
    ...(paidAt === undefined ? {} : { gmt_payment: formatChinaTime(paidAt) }),
    price: yuan,
    quantity: "1",
    total_fee: yuan,
    currency: settlement.currency,
    forex_total_fee: formatAmount(settlement),
    trans_currency: code.total.currency,
    trans_amount: formatAmount(code.total),
    extra_common_param: code.echo.passback_parameters ?? "",
    ...refundFields(trade),
    ...(closedAt === undefined ? {} : { gmt_close: formatChinaTime(closedAt) }),
  };
}

/** mapi.md 5, `notify_action_type`. */
function actionOf({ refunds }: Trade, status: TradeStatus): string {
  const last = refunds.at(-1);
  if (last) return last.by === "cancel" ? "reverseAction" : "refundFPAction";
  if (status === "TRADE_FINISHED") return "finishFPAction";
  return status === "TRADE_CLOSED" ? "closeTradeAction" : "payByAccountAction";
}

function refundFields({ refunds, refundedMinor, code }: Trade): Record<string, string> {
  const last = refunds.at(-1);
  if (!last) return {};
  return {
    refund_status: "REFUND_SUCCESS",
    gmt_refund: formatChinaTime(last.at),
    refund_fee: formatAmount({ minor: refundedMinor, currency: code.total.currency }),
  };
}

export function withWrongAmount(fields: Notice["fields"]): Record<string, string> {
  return {
    ...fields,
    total_fee: oneMore(fields.total_fee, "CNY"),
    forex_total_fee: oneMore(fields.forex_total_fee, fields.currency),
    trans_amount: oneMore(fields.trans_amount, fields.trans_currency),
  };
}

function oneMore(text = "", currency = ""): string {
  return formatAmount({ minor: (parseAmount(text, currency) ?? 0n) + 1n, currency });
}

/** Signed as the merchant's account is, over what is not empty (mapi.md 5.1). */
export function sealNotice(world: World, notice: Notice, how: Seal): { contentType: string; body: string } {
  const contentType = "application/x-www-form-urlencoded; charset=utf-8";
  const merchant = findMerchant(world, notice.appId);
  const fields: Record<string, string> = {
    notify_time: formatChinaTime(world.machineNow()),
    notify_id: notice.id,
    ...notice.fields,
  };
  if (!merchant || how === "none") return { contentType, body: new URLSearchParams(fields).toString() };
  const signature = signFor(world, merchant, signedText(new Map(Object.entries(fields)), UNSIGNED));
  const sign = how === "forged" ? forgeSignature(merchant, signature) : signature;
  const body = new URLSearchParams({ ...fields, sign, sign_type: merchant.signType }).toString();
  return { contentType, body };
}

/** `success` in either case (mapi.md 5.3: the pages write it both ways), with status 200. */
export function isAcknowledged(_world: World, _notice: Notice, { status, body }: ShopReply): boolean {
  return status === 200 && body.toLowerCase() === "success";
}
