import type { Trade } from "../../book/entries.ts";
import { chinaMinuteOfDay } from "../../china-time.ts";
import { accepted, refused } from "../../content/checked.ts";
import { findWrongText, isHttpAddress, type TextRules } from "../../content/members.ts";
import { formatAmount } from "../../money/amount.ts";
import { convert, yuanRate } from "../../money/exchange.ts";
import { type RefundResult, refundTrade } from "../../refunds/refund-trade.ts";
import { statusOf } from "../../trades/find-trade.ts";
import {
  businessRefusal,
  type Checked,
  gatewayRefusal,
  invalidParameter,
  type Members,
  type Refusal,
} from "../answer.ts";
import type { Texts } from "../envelope.ts";
import { readNumber } from "../order/amount.ts";
import { readReference, referredTrade } from "../order/reference.ts";
import type { Service } from "./service.ts";

const NAMES = { shop: "partner_trans_id", alipay: "alipay_trans_id" } as const;

/** mapi.md 4.4. */
const RULES: TextRules = {
  partner_refund_id: { longest: 64, required: true },
  refund_amount: { longest: 10, required: true },
  currency: { longest: 10, required: true },
  refund_reason: { longest: 128 },
  notify_url: { longest: 190 },
};

/** `Number(9,2)`: nine digits, two of them behind the point (mapi.md 4.4, clarifications.md 3). */
const MOST_WHOLE_DIGITS = 7;

/** "Not available 00:00–01:30 Beijing" (ibid., `is_sync`). */
const NIGHT_MINUTES = 90;

/** mapi.md 4.4, carried out now (`is_sync=Y`). What is carried out later, and notified, is not practised here. */
export const refund: Service = {
  needsTimestamp: false,
  run: ({ world, merchant, texts }) => {
    const reference = readReference(texts, NAMES);
    if (!reference.ok) return reference;
    const wrong = checkParams(texts);
    if (wrong) return refused(wrong);
    // Not documented how: the code of an interface that is closed for now (codes.md 3).
    if (chinaMinuteOfDay(world.now()) < NIGHT_MINUTES) return refused(gatewayRefusal("EXTERFACE_IS_CLOSED"));
    const trade = referredTrade(world, merchant, reference.value);
    if (!trade) return refused(businessRefusal("TRADE_NOT_EXIST", "no such trade: not scanned yet, or never made"));
    const { refund_amount = "", partner_refund_id: refundNo = "", refund_reason: reason } = texts;
    const { currency } = trade.code.total;
    if (refundNo === trade.code.outTradeNo) {
      return refused(invalidParameter("partner_refund_id", "must differ from partner_trans_id"));
    }
    if (texts.currency !== currency) return refused(invalidParameter("currency", "is not the currency of the payment"));
    const minor = readNumber(refund_amount, currency, MOST_WHOLE_DIGITS);
    if (!minor) return refused(invalidParameter("refund_amount", `is no amount of ${currency} above 0`));
    const money = { minor, currency };
    const result = refundTrade(world, trade, { by: "refund", refundNo, money, ...(reason ? { reason } : {}) });
    return answerOf(result, trade);
  },
};

function checkParams(texts: Texts): Refusal | undefined {
  const wrong = findWrongText(texts, RULES);
  if (wrong) return invalidParameter(wrong.name, wrong.why);
  if (texts.is_sync !== "Y") return invalidParameter("is_sync", "must be Y: refunds are carried out at once here");
  if (texts.notify_url && !isHttpAddress(texts.notify_url)) {
    return invalidParameter("notify_url", "must be an http or https address");
  }
  return undefined;
}

/** A repeat of what was done is a success like the first (clarifications.md 12). */
function answerOf(result: RefundResult, before: Trade): Checked<Members> {
  if (result.kind !== "moved" && result.kind !== "repeated") return refused(refusalOf(result.kind, before));
  const { trade, refund: made } = result;
  return accepted({
    alipay_trans_id: trade.tradeNo,
    currency: made.money.currency,
    exchange_rate: yuanRate(made.money.currency),
    partner_refund_id: made.refundNo ?? "",
    partner_trans_id: trade.code.outTradeNo,
    refund_amount: formatAmount(made.money),
    refund_amount_cny: formatAmount(convert(made.money, "CNY")),
    result_code: "SUCCESS",
  });
}

/** codes.md 3, "refund/cancel". */
function refusalOf(kind: Exclude<RefundResult["kind"], "moved" | "repeated">, trade: Trade): Refusal {
  switch (kind) {
    case "other-content":
      return businessRefusal("DISCORDANT_REPEAT_REQUEST", "this partner_refund_id was used with another content");
    case "not-paid":
      return businessRefusal("REASON_TRADE_STATUS_INVALID", `the trade is ${statusOf(trade)}`);
    case "finished":
      return businessRefusal("TRADE_HAS_FINISHED", "the time for refunds is over");
    case "too-much":
      return businessRefusal("RETURN_AMOUNT_EXCEED", "refund_amount is more than what is left");
    case "balance-empty":
      return businessRefusal("SELLER_BALANCE_NOT_ENOUGH", "the seller's balance is too low");
  }
}
