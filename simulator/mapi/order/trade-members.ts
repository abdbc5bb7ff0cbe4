import type { Money, Trade } from "../../book/entries.ts";
import { formatChinaTime } from "../../china-time.ts";
import { formatAmount } from "../../money/amount.ts";
import { convert, crossRate, yuanRate } from "../../money/exchange.ts";
import { BUYER } from "../../trades/buyer.ts";
import { statusOf } from "../../trades/find-trade.ts";
import { currentSettings, type World } from "../../world.ts";
import type { Members } from "../answer.ts";

/** The order's amount as it is settled: its `currency`, at the practice rate. */
export function settlementOf({ code }: Trade): Money {
  return convert(code.total, code.echo.currency ?? code.total.currency);
}

/**
 * What a query tells of a trade (mapi.md 4.2). `trans_amount` is the price; whether `currency` is the price's or the
 * settlement's is not known (clarifications.md 4): a setting says which.
 */
export function tradeMembers(world: World, trade: Trade): Members {
  const { code, paidAt } = trade;
  const settlement = settlementOf(trade);
  const { currency } = currentSettings(world).mapiQueryCurrency === "price" ? code.total : settlement;
  return {
    alipay_buyer_login_id: BUYER.login,
    alipay_buyer_user_id: BUYER.id,
    ...(paidAt === undefined ? {} : { alipay_pay_time: compactTime(paidAt) }),
    alipay_trans_id: trade.tradeNo,
    alipay_trans_status: statusOf(trade),
    currency,
    exchange_rate: yuanRate(currency),
    forex_total_fee: formatAmount(settlement),
    out_trade_no: code.outTradeNo,
    partner_trans_id: code.outTradeNo,
    payment_inst: "ALIPAYCN",
    trans_amount: formatAmount(code.total),
    trans_amount_cny: formatAmount(convert(code.total, "CNY")),
    trans_forex_rate: crossRate(code.total.currency, settlement.currency),
  };
}

/** `yyyyMMddHHmmss` in China (mapi.md 1, "Time zone"). */
function compactTime(at: number): string {
  return formatChinaTime(at).replace(/\D/g, "");
}
