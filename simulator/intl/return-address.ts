import type { Trade } from "../book/entries.ts";
import { statusOf } from "../trades/find-trade.ts";
import { resultInfo } from "./answer.ts";
import { amountMember } from "./order/trade-members.ts";
import { formatTime } from "./time.ts";

/** `merchantRedirectUrl` with what the documents add to it (intl.md 4.6). Objects go as JSON texts: how, is not documented. */
export function returnAddress(trade: Trade): string | undefined {
  const { code, tradeNo, createdAt } = trade;
  const { merchantRedirectUrl, extendInfo } = code.echo;
  if (merchantRedirectUrl === undefined) return undefined;
  const isPaid = statusOf(trade) === "TRADE_SUCCESS";
  const result = isPaid ? resultInfo("SUCCESS", "success") : resultInfo("PROCESS_FAIL", "the payment has failed");
  const address = new URL(merchantRedirectUrl);
  const added = {
    merchantId: code.sellerId,
    merchantTransId: code.outTradeNo,
    resultInfo: JSON.stringify(result),
    acquirementId: tradeNo,
    orderAmount: JSON.stringify(amountMember(code.total)),
    createTime: formatTime(createdAt),
    ...(extendInfo === undefined ? {} : { extendInfo }),
  };
  for (const [name, value] of Object.entries(added)) address.searchParams.append(name, value);
  return address.href;
}
