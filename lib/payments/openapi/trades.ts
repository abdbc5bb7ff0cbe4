import { readYuan } from "#lib/alipay/openapi/amount.ts";
import type { NotificationChecks, TradeNotice } from "#lib/alipay/openapi/notification.ts";
import type { Trade } from "#lib/alipay/openapi/operations/query.ts";
import { decimalText, type Money } from "#lib/money/money.ts";
import type { NoticeVerdicts, TradeNews } from "../gateway.ts";
import { verdicts } from "../notice.ts";
import { maskedBuyer, STATES } from "../trades.ts";

/** Yuan as text; the largest sums have room only without decimals (clarification 2). */
export function yuanText(amount: Money, maxLength: number): string {
  const text = decimalText(amount);
  return text.length > maxLength ? text.replace(/\.00$/, "") : text;
}

export function tradeNews(trade: Trade): TradeNews | null {
  const minor = readYuan(trade.total_amount);
  if (minor === null) return null;
  return {
    state: STATES[trade.trade_status],
    tradeNumber: trade.trade_no,
    amount: { minor, currency: trade.trans_currency ?? "CNY" },
    buyer: maskedBuyer(trade.buyer_logon_id),
    wasPaid: trade.send_pay_date !== null,
  };
}

export function noticeTrade(notice: TradeNotice): TradeNews | null {
  const minor = readYuan(notice.total_amount);
  if (minor === null || notice.trade_status === null) return null;
  return {
    state: STATES[notice.trade_status],
    tradeNumber: notice.trade_no,
    amount: { minor, currency: "CNY" },
    buyer: maskedBuyer(notice.buyer_logon_id),
    wasPaid: notice.gmt_payment !== null,
  };
}

/**
 * A word that nobody knows is kept for a person. Unknown names may come from a re-cut text (B8), and without a seller the
 * notice says less than it should (openapi.md section 7): both only make us ask.
 */
export function noticeUse(notice: TradeNotice, { seller }: NotificationChecks): "settle" | "ask" | "park" {
  if (notice.trade_status === null) return "park";
  return notice.unknownNames.length > 0 || seller === "absent" ? "ask" : "settle";
}

export function verdictsOf(checks: NotificationChecks): NoticeVerdicts {
  return verdicts({
    form: checks.form,
    signature: checks.signature,
    application: checks.app,
    seller: checks.seller,
    content: checks.shape,
  });
}
