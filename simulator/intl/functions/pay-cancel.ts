import { accepted, refused } from "../../content/checked.ts";
import type { Content } from "../../content/members.ts";
import { businessDayEnd, cancelTrade, killCodes } from "../../trades/cancel-trade.ts";
import { codesOfOrder } from "../../trades/find-trade.ts";
import { type Checked, type Refusal, refusal } from "../answer.ts";
import { type Reference, readReference, referredTrade } from "../order/reference.ts";
import type { FunctionCall, IntlFunction } from "./function.ts";

const TOO_LATE: Refusal = refusal("CANCEL_WINDOW_EXCEED", "the business day is over: use a refund");

/** intl.md 4.3: `S` = the order is void, whatever it was; money that was taken is given back. It does not say which of both. */
export const payCancel: IntlFunction = (call) => {
  const { world, merchant, body } = call;
  const reference = readReference(body);
  if (!reference.ok) return reference;
  const trade = referredTrade(world, merchant, reference.value);
  if (!trade) return voidUnopened(call, reference.value);
  const result = cancelTrade(world, trade, businessDayEnd(world, trade.createdAt));
  if (result.kind === "too-late" || result.kind === "finished") return refused(TOO_LATE);
  if (result.kind === "balance-empty") {
    return refused(refusal("MERCHANT_BALANCE_NOT_ENOUGH", "the merchant's balance is too low"));
  }
  return accepted({ acquirementId: trade.tradeNo, merchantTransId: trade.code.outTradeNo });
};

/** A page that nobody has opened can no longer be paid either (clarifications.md 10). */
function voidUnopened({ world, merchant }: FunctionCall, { merchantTransId }: Reference): Checked<Content> {
  const order = { generation: "intl", sellerId: merchant.merchantId, outTradeNo: merchantTransId ?? "" };
  const newest = codesOfOrder(world, order).at(-1);
  if (!newest) return refused(refusal("ORDER_NOT_EXIST", "no such order"));
  if (world.now() > businessDayEnd(world, newest.madeAt)) return refused(TOO_LATE);
  killCodes(world, order);
  return accepted({ merchantTransId: newest.outTradeNo });
}
