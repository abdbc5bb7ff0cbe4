import { accepted, refused } from "../../content/checked.ts";
import { businessDayEnd, cancelTrade, cancelUnscanned } from "../../trades/cancel-trade.ts";
import { currentSettings } from "../../world.ts";
import { businessRefusal, type Checked, type Members } from "../answer.ts";
import { type Reference, readReference, referredTrade } from "../order/reference.ts";
import type { Service, ServiceCall } from "./service.ts";

const NAMES = { shop: "out_trade_no", alipay: "trade_no" } as const;

/** codes.md 3, "refund/cancel". */
const REFUSALS = {
  "too-late": businessRefusal("TRADE_CANCEL_TIME_OUT", "the business day is over: use a refund"),
  finished: businessRefusal("TRADE_HAS_FINISHED", "the time for refunds is over"),
  "balance-empty": businessRefusal("SELLER_BALANCE_NOT_ENOUGH", "the seller's balance is too low"),
} as const;

/**
 * mapi.md 4.3. SUCCESS also for a number that was never scanned: nothing is blocked then. A cancel of what has ended
 * moves nothing; it comes without action or, by setting, with the action of what happened then (clarifications.md 9).
 */
export const cancel: Service = {
  needsTimestamp: true,
  run: (call) => {
    const { world, merchant, texts } = call;
    const reference = readReference(texts, NAMES);
    if (!reference.ok) return reference;
    const trade = referredTrade(world, merchant, reference.value);
    if (!trade) return cancelNothing(call, reference.value);
    const result = cancelTrade(world, trade, businessDayEnd(world, trade.createdAt));
    if (result.kind === "too-late" || result.kind === "finished" || result.kind === "balance-empty") {
      return refused(REFUSALS[result.kind]);
    }
    const namesAction = result.kind !== "ended" || currentSettings(world).repeatedCancelNamesAction;
    const action = result.trade.refundedMinor === 0n ? "close" : "refund";
    return accepted({
      ...(namesAction ? { action } : {}),
      out_trade_no: trade.code.outTradeNo,
      result_code: "SUCCESS",
      retry_flag: "N",
      trade_no: trade.tradeNo,
    });
  },
};

function cancelNothing({ world, merchant }: ServiceCall, { outTradeNo, tradeNo }: Reference): Checked<Members> {
  if (tradeNo !== undefined || outTradeNo === undefined) {
    return refused(businessRefusal("TRADE_NOT_EXIST", "no trade has this trade_no"));
  }
  cancelUnscanned(world, { generation: "mapi", sellerId: merchant.partner, outTradeNo });
  return accepted({ out_trade_no: outTradeNo, result_code: "SUCCESS", retry_flag: "N" });
}
