import { type CallContext, call } from "#lib/alipay/openapi/call.ts";
import { type RefundInput, refund } from "#lib/alipay/openapi/operations/refund.ts";
import { refundQuery } from "#lib/alipay/openapi/operations/refund-query.ts";
import type { RefundOutcome, RefundQueryOutcome, RefundRequest } from "../gateway.ts";
import { invalidRefund, unclear } from "../no-answer.ts";
import { refundReason, unambiguous } from "../texts.ts";
import { codeOf, refusedRefund, whyOf } from "./reasons.ts";
import { yuanText } from "./trades.ts";

/** Gives money back, or learns that this number already has or may have: the refund query tells then. */
export async function sendRefund(request: RefundRequest, calling: CallContext): Promise<RefundOutcome> {
  const { currency } = request.amount;
  // The interface would pay it as yuan.
  if (currency !== "CNY") return { kind: "refused", reason: "settings", code: currency, again: false };
  const result = await call(refund, refundInput(request), calling);
  switch (result.kind) {
    case "done":
      return { kind: "done" };
    case "refused":
      return refusedRefund(result);
    case "invalid":
      return invalidRefund(result, "refund_amount");
    default:
      return unclear(result, whyOf);
  }
}

/** A query that is refused, for whatever reason, has told nothing. */
export async function askRefund(request: RefundRequest, calling: CallContext): Promise<RefundQueryOutcome> {
  const result = await call(refundQuery, refundInput(request), calling);
  switch (result.kind) {
    case "done":
    case "not_done":
      return { kind: result.kind };
    case "refused":
      return { kind: "unclear", why: codeOf(result) };
    default:
      return unclear(result, whyOf);
  }
}

/** The same for each repeat of a refund. */
function refundInput(request: RefundRequest): RefundInput {
  const reason = unambiguous(refundReason(request.reason, 256));
  return {
    out_trade_no: request.merchantNumber,
    // Nine characters: 999999.99, or more without decimals (clarification 2). A larger sum goes back in parts.
    refund_amount: yuanText(request.amount, 9),
    out_request_no: request.refundNumber,
    ...(reason === "" ? {} : { refund_reason: reason }),
  };
}
