import type { Trade } from "../../book/entries.ts";
import { formatChinaTime } from "../../china-time.ts";
import { accepted, refused } from "../../content/checked.ts";
import { type Content, type TextRules, textOf } from "../../content/members.ts";
import { type RefundResult, refundTrade } from "../../refunds/refund-trade.ts";
import { BUYER } from "../../trades/buyer.ts";
import { statusOf } from "../../trades/find-trade.ts";
import { businessRefusal, type Checked, type Members, type Refusal } from "../answer.ts";
import { checkTexts, invalidMember } from "../members.ts";
import { formatYuan, parseYuan } from "../order/amount.ts";
import { checkQueryOptions, hasOption } from "../order/query-options.ts";
import { checkReference, referredTrade } from "../order/reference.ts";
import { fundBill } from "../order/trade-members.ts";
import type { Method } from "./method.ts";

/** openapi.md 6.5; of the two lengths of the amount the shorter one (clarifications.md 2). */
const TEXTS: TextRules = {
  refund_amount: { longest: 9, required: true },
  out_request_no: { longest: 64 },
  refund_reason: { longest: 256 },
  refund_currency: { longest: 8, pattern: /^CNY$/ },
  operator_id: { longest: 30 },
  store_id: { longest: 32 },
  terminal_id: { longest: 32 },
};

/** Money of a paid trade goes back, once for each `out_request_no`. */
export const refund: Method = ({ world, merchant, content }) => {
  const wrong = checkReference(content) ?? checkTexts(content, TEXTS) ?? checkQueryOptions(content);
  if (wrong) return refused(wrong);
  const fen = parseYuan(textOf(content, "refund_amount") ?? "");
  if (!fen) return refused(invalidMember("refund_amount", "must be an amount above 0"));
  const trade = referredTrade(world, merchant, content);
  if (!trade) return refused(businessRefusal("ACQ.TRADE_NOT_EXIST", "no such trade: not scanned yet, or never made"));
  const refundNo = textOf(content, "out_request_no");
  if (refundNo === undefined && fen !== trade.code.total.minor) {
    return refused(invalidMember("out_request_no", "is missing: a part of the payment needs one"));
  }
  const reason = textOf(content, "refund_reason");
  const result = refundTrade(world, trade, {
    by: "refund",
    refundNo: refundNo ?? trade.code.outTradeNo,
    money: { minor: fen, currency: "CNY" },
    ...(reason === undefined ? {} : { reason }),
  });
  return answerOf(result, trade, content);
};

function answerOf(result: RefundResult, before: Trade, content: Content): Checked<Members> {
  if (result.kind !== "moved" && result.kind !== "repeated") return refused(refusalOf(result.kind, before));
  const { trade, refund: made, kind } = result;
  return accepted({
    trade_no: trade.tradeNo,
    out_trade_no: trade.code.outTradeNo,
    buyer_logon_id: BUYER.login,
    buyer_user_id: BUYER.id,
    // "Y = this call moved money": a repeat of a done refund answers N, and the sum of all refunds either way.
    fund_change: kind === "moved" ? "Y" : "N",
    refund_fee: formatYuan(trade.refundedMinor),
    gmt_refund_pay: formatChinaTime(made.at),
    ...(kind === "moved" ? { send_back_fee: formatYuan(made.money.minor) } : {}),
    ...(hasOption(content, "refund_detail_item_list")
      ? { refund_detail_item_list: fundBill(formatYuan(made.money.minor), "fund_channel") }
      : {}),
  });
}

/** codes.md 2, "refund". */
function refusalOf(kind: Exclude<RefundResult["kind"], "moved" | "repeated">, trade: Trade): Refusal {
  switch (kind) {
    case "other-content":
      return businessRefusal("ACQ.DISCORDANT_REPEAT_REQUEST", "this out_request_no was used with another content");
    case "not-paid":
      return businessRefusal("ACQ.TRADE_STATUS_ERROR", `the trade is ${statusOf(trade)}`);
    case "finished":
      return businessRefusal("ACQ.TRADE_HAS_FINISHED", "the time for refunds is over");
    case "too-much":
      return businessRefusal("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "refund_amount is more than what is left");
    case "balance-empty":
      return businessRefusal("ACQ.SELLER_BALANCE_NOT_ENOUGH", "the seller's balance is too low");
  }
}
