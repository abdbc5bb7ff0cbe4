import { type CallContext, call } from "#lib/alipay/mapi/call.ts";
import { refund } from "#lib/alipay/mapi/operations/refund.ts";
import { decimalText } from "#lib/money/money.ts";
import type { RefundOutcome, RefundRequest } from "../gateway.ts";
import { invalidRefund, unclear } from "../no-answer.ts";
import { refundReason, unambiguous } from "../texts.ts";
import { refusedRefund, whyOf } from "./reasons.ts";

/** Gives money back at once; sent again under the same number it tells what became of it (mapi.md section 4.4). */
export async function sendRefund(request: RefundRequest, calling: CallContext): Promise<RefundOutcome> {
  const { merchantNumber, refundNumber, amount } = request;
  const reason = unambiguous(refundReason(request.reason, 128));
  const input = {
    out_trade_no: merchantNumber,
    partner_refund_id: refundNumber,
    refund_amount: decimalText(amount),
    currency: amount.currency,
    ...(reason === "" ? {} : { refund_reason: reason }),
  };
  const result = await call(refund, input, calling);
  switch (result.kind) {
    case "done":
      return { kind: "done" };
    case "refused":
      return refusedRefund(result);
    case "invalid":
      // One refund gives back 9999999.99 at most: the rest needs another one (clarification 3).
      return invalidRefund(result, "refund_amount");
    default:
      return unclear(result, whyOf);
  }
}
