import { accepted, refused } from "../../content/checked.ts";
import { closeTrade } from "../../trades/close-trade.ts";
import { statusOf } from "../../trades/find-trade.ts";
import { businessRefusal } from "../answer.ts";
import { checkTexts } from "../members.ts";
import { checkReference, referredTrade } from "../order/reference.ts";
import type { Method } from "./method.ts";

/** openapi.md 6.4: only for a scanned, unpaid trade; it never gives money back. */
export const close: Method = ({ world, merchant, content }) => {
  const wrong = checkReference(content) ?? checkTexts(content, { operator_id: { longest: 28 } });
  if (wrong) return refused(wrong);
  const trade = referredTrade(world, merchant, content);
  if (!trade) return refused(businessRefusal("ACQ.TRADE_NOT_EXIST", "no such trade: not scanned yet, or never made"));
  if (statusOf(trade) !== "WAIT_BUYER_PAY") {
    return refused(businessRefusal("ACQ.REASON_TRADE_STATUS_INVALID", `the trade is ${statusOf(trade)}`));
  }
  closeTrade(world, trade, "close");
  return accepted({ trade_no: trade.tradeNo, out_trade_no: trade.code.outTradeNo });
};
