import { refundKey } from "../../book/state.ts";
import { formatChinaTime } from "../../china-time.ts";
import { accepted, refused } from "../../content/checked.ts";
import { textOf } from "../../content/members.ts";
import { currentSettings, scaled } from "../../world.ts";
import { businessRefusal } from "../answer.ts";
import { checkTexts } from "../members.ts";
import { formatYuan } from "../order/amount.ts";
import { checkQueryOptions, hasOption } from "../order/query-options.ts";
import { checkReference, referredTrade } from "../order/reference.ts";
import { fundBill } from "../order/trade-members.ts";
import type { Method } from "./method.ts";

/**
 * openapi.md 6.6. A refund that was never received, or is not yet known here, is a success without any member of a
 * refund. Old answers name no status.
 */
export const refundQuery: Method = ({ world, merchant, content }) => {
  const wrong =
    checkReference(content) ??
    checkTexts(content, { out_request_no: { longest: 64, required: true } }) ??
    checkQueryOptions(content);
  if (wrong) return refused(wrong);
  const trade = referredTrade(world, merchant, content);
  if (!trade) return refused(businessRefusal("ACQ.TRADE_NOT_EXIST", "no such trade: not scanned yet, or never made"));
  const { refundQueryLagSeconds, refundQueryNamesStatus } = currentSettings(world);
  const refundNo = textOf(content, "out_request_no") ?? "";
  const refund = world.book.state().refunds.get(refundKey({ ...trade.code, refundNo }));
  const isKnown = refund && world.now() >= refund.at + scaled(world, refundQueryLagSeconds * 1000);
  if (!isKnown || refund.tradeNo !== trade.tradeNo) return accepted({});
  const amount = formatYuan(refund.money.minor);
  return accepted({
    trade_no: trade.tradeNo,
    out_trade_no: trade.code.outTradeNo,
    out_request_no: refundNo,
    ...(refund.reason === undefined ? {} : { refund_reason: refund.reason }),
    total_amount: formatYuan(trade.code.total.minor),
    refund_amount: amount,
    ...(refundQueryNamesStatus ? { refund_status: "REFUND_SUCCESS" } : {}),
    ...(hasOption(content, "gmt_refund_pay") ? { gmt_refund_pay: formatChinaTime(refund.at) } : {}),
    ...(hasOption(content, "refund_detail_item_list")
      ? { refund_detail_item_list: fundBill(amount, "fund_channel") }
      : {}),
  });
};
