import type { Trade } from "../../book/entries.ts";
import { formatChinaTime } from "../../china-time.ts";
import { BUYER } from "../../trades/buyer.ts";
import type { Members } from "../answer.ts";
import { formatYuan } from "./amount.ts";

/** What a query tells of a trade, and a notification in its own spelling: ids, amounts, buyer, time of payment (openapi.md 6.2). */
export function tradeMembers(trade: Trade): Members {
  const total = formatYuan(trade.code.total.minor);
  const paid = trade.paidAt === undefined ? "0.00" : total;
  return {
    trade_no: trade.tradeNo,
    out_trade_no: trade.code.outTradeNo,
    buyer_logon_id: BUYER.login,
    buyer_user_id: BUYER.id,
    total_amount: total,
    receipt_amount: paid,
    buyer_pay_amount: paid,
    invoice_amount: paid,
    point_amount: "0.00",
    ...(trade.paidAt === undefined
      ? {}
      : { send_pay_date: formatChinaTime(trade.paidAt), fund_bill_list: fundBill(total, "fund_channel") }),
  };
}

/** Answers write `fund_channel`, notifications `fundChannel` (as the published samples of each do). */
export function fundBill(amount: string, nameOfChannel: "fund_channel" | "fundChannel"): Members[] {
  return [{ [nameOfChannel]: "ALIPAYACCOUNT", amount }];
}
