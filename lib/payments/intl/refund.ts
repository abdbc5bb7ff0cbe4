import { type CallContext, call } from "#lib/alipay/intl/call.ts";
import { refund } from "#lib/alipay/intl/operations/refund.ts";
import type { RefundOutcome, RefundRequest } from "../gateway.ts";
import { invalidRefund, unclear } from "../no-answer.ts";
import { refundReason } from "../texts.ts";
import { refusedRefund, whyOf } from "./reasons.ts";

/** Gives money back at once; sent again under the same number it tells what became of it (intl.md section 4.4). */
export async function sendRefund(request: RefundRequest, calling: CallContext): Promise<RefundOutcome> {
  const { merchantNumber, refundNumber, amount } = request;
  const reason = refundReason(request.reason, 256);
  const input = {
    merchantTransId: merchantNumber,
    merchantRefundId: refundNumber,
    // The smallest unit as it is, whatever the currency's decimals.
    refundAmount: { currency: amount.currency, value: amount.minor.toString() },
    ...(reason === "" ? {} : { refundReason: reason }),
  };
  const result = await call(refund, input, calling);
  switch (result.kind) {
    case "done":
      return { kind: "done" };
    case "refused":
      return refusedRefund(result);
    case "invalid":
      return invalidRefund(result);
    default:
      return unclear(result, whyOf);
  }
}
