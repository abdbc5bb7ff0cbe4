import { findInvalid, type Invalid, outTradeNoRule } from "../fields.ts";

/** One order, by the merchant's number or by Alipay's (intl.md sections 4.2 and 4.3). */
export type TradeRef = { merchantTransId: string } | { acquirementId: string };

export function findInvalidRef(trade: TradeRef): Invalid<string> | null {
  return "acquirementId" in trade
    ? findInvalid(trade, { acquirementId: { required: true, maxLength: 64, pattern: /^[0-9A-Za-z_-]+$/ } })
    : findInvalid(trade, { merchantTransId: outTradeNoRule });
}
