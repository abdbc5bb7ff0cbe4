import type { Trade } from "../../book/entries.ts";
import { formatChinaTime } from "../../china-time.ts";
import { accepted, refused } from "../../content/checked.ts";
import { textOf } from "../../content/members.ts";
import { cancelTrade, cancelUnscanned } from "../../trades/cancel-trade.ts";
import { currentSettings, scaled } from "../../world.ts";
import { businessRefusal, type Members } from "../answer.ts";
import { checkReference, referredTrade } from "../order/reference.ts";
import type { Method } from "./method.ts";

/** 24 h from the order (openapi.md 6.3). */
const CANCEL_WINDOW_MS = 24 * 60 * 60 * 1000;

/** codes.md 2, "cancel". */
const REFUSALS = {
  "too-late": businessRefusal("ACQ.TRADE_CANCEL_TIME_OUT", "24 hours are over: use a refund"),
  finished: businessRefusal("ACQ.TRADE_HAS_FINISHED", "the time for refunds is over"),
  "balance-empty": businessRefusal("ACQ.SELLER_BALANCE_NOT_ENOUGH", "the seller's balance is too low"),
} as const;

/**
 * openapi.md 6.3. An unknown `out_trade_no` is answered 10000 without trade_no and action: nothing to cancel, and the
 * code stays alive; an unknown `trade_no` is 40004. A cancel of what has ended moves nothing; it comes without action
 * (clarifications.md 9: "the repeat may come without action") or, by setting, with the action of what happened then.
 */
export const cancel: Method = ({ world, merchant, content }) => {
  const wrong = checkReference(content);
  if (wrong) return refused(wrong);
  const trade = referredTrade(world, merchant, content);
  const outTradeNo = textOf(content, "out_trade_no");
  if (!trade) {
    if (textOf(content, "trade_no") !== undefined || outTradeNo === undefined) {
      return refused(businessRefusal("ACQ.TRADE_NOT_EXIST", "no trade has this trade_no"));
    }
    cancelUnscanned(world, { generation: "openapi", sellerId: merchant.sellerId, outTradeNo });
    return accepted({ out_trade_no: outTradeNo, retry_flag: "N" });
  }
  const result = cancelTrade(world, trade, trade.createdAt + scaled(world, CANCEL_WINDOW_MS));
  if (result.kind === "too-late" || result.kind === "finished" || result.kind === "balance-empty") {
    return refused(REFUSALS[result.kind]);
  }
  const namesAction = result.kind !== "ended" || currentSettings(world).repeatedCancelNamesAction;
  return accepted({
    trade_no: trade.tradeNo,
    out_trade_no: trade.code.outTradeNo,
    retry_flag: "N",
    ...(namesAction ? actionMembers(result.trade) : {}),
  });
};

function actionMembers({ refundedMinor, closedAt }: Trade): Members {
  if (refundedMinor === 0n || closedAt === undefined) return { action: "close" };
  return { action: "refund", gmt_refund_pay: formatChinaTime(closedAt) };
}
