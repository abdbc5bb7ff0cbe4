import type { Money, Trade } from "../../book/entries.ts";
import type { Content } from "../../content/members.ts";

/** What answers and notifications tell of an order (intl.md 4.2). */
export function tradeMembers({ tradeNo, code }: Trade): Content {
  return {
    acquirementId: tradeNo,
    merchantTransId: code.outTradeNo,
    merchantId: code.sellerId,
    orderAmount: amountMember(code.total),
  };
}

/** An integer in the smallest unit, as text (intl.md 1, "Amounts"). */
export function amountMember({ minor, currency }: Money): { readonly currency: string; readonly value: string } {
  return { currency, value: minor.toString() };
}
