import type { Trade } from "../../book/entries.ts";
import { accepted, refused } from "../../content/checked.ts";
import { type Content, memberOf, type TextRules, textOf } from "../../content/members.ts";
import { type RefundResult, refundTrade } from "../../refunds/refund-trade.ts";
import { statusOf } from "../../trades/find-trade.ts";
import { type Checked, illegalParam, type Refusal, refusal } from "../answer.ts";
import { readAmount } from "../order/amount.ts";
import { checkObject } from "../order/check-object.ts";
import { REFERENCE_TEXTS, referenceOf, referredTrade } from "../order/reference.ts";
import { amountMember } from "../order/trade-members.ts";
import { formatTime } from "../time.ts";
import type { IntlFunction } from "./function.ts";

/** intl.md 4.4; the length of the reason is not documented. */
const TEXTS: TextRules = {
  ...REFERENCE_TEXTS,
  merchantRefundId: { longest: 64, required: true, pattern: /^[\x21-\x7e]+$/ },
  refundReason: { longest: 256 },
};

/** intl.md 4.4: carried out at once, in parts up to the whole; a repeat of what was done is a success like the first. */
export const refund: IntlFunction = ({ world, merchant, body }) => {
  const wrong = checkObject(body, "", { texts: TEXTS, others: ["refundAmount"] });
  if (wrong) return refused(wrong);
  const reference = referenceOf(body);
  if (!reference.ok) return reference;
  const money = readAmount(memberOf(body, "refundAmount"), "refundAmount");
  if (!money.ok) return money;
  const trade = referredTrade(world, merchant, reference.value);
  if (!trade) return refused(refusal("ORDER_NOT_EXIST", "nobody has opened the page of this order"));
  if (money.value.currency !== trade.code.total.currency) {
    return refused(illegalParam("refundAmount.currency", "is not the currency of the payment"));
  }
  const reason = textOf(body, "refundReason");
  const result = refundTrade(world, trade, {
    by: "refund",
    refundNo: textOf(body, "merchantRefundId") ?? "",
    money: money.value,
    ...(reason === undefined ? {} : { reason }),
  });
  return answerOf(result, trade);
};

function answerOf(result: RefundResult, before: Trade): Checked<Content> {
  if (result.kind !== "moved" && result.kind !== "repeated") return refused(refusalOf(result.kind, before));
  const { trade, refund: made } = result;
  return accepted({
    acquirementId: trade.tradeNo,
    merchantTransId: trade.code.outTradeNo,
    merchantRefundId: made.refundNo,
    // Alipay's own number of it: not documented, so it is made of what is unique here.
    refundId: `${trade.tradeNo}${String(trade.refunds.indexOf(made)).padStart(4, "0")}`,
    refundAmount: amountMember(made.money),
    refundTime: formatTime(made.at),
  });
}

/** No code of a refund is documented for this set: names by analogy (codes.md 4). */
function refusalOf(kind: Exclude<RefundResult["kind"], "moved" | "repeated">, trade: Trade): Refusal {
  switch (kind) {
    case "other-content":
      return refusal("REPEAT_REQ_INCONSISTENT", "this merchantRefundId was used with another content");
    case "not-paid":
      return statusOf(trade) === "TRADE_CLOSED"
        ? refusal("ORDER_IS_CLOSED", "the order is closed")
        : refusal("ORDER_STATUS_INVALID", "the order is not paid");
    case "finished":
      return refusal("REFUND_WINDOW_EXCEED", "the time for refunds is over");
    case "too-much":
      return refusal("REFUND_AMOUNT_EXCEED", "refundAmount is more than what is left");
    case "balance-empty":
      return refusal("MERCHANT_BALANCE_NOT_ENOUGH", "the merchant's balance is too low");
  }
}
