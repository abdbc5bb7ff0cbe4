/** Alipay's words for the state of a trade (openapi.md section 6.2). TRADE_CLOSED is also the end of a full refund. */
export const tradeStatuses = ["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"] as const;

export type TradeStatus = (typeof tradeStatuses)[number];

export function isTradeStatus(text: string | undefined): text is TradeStatus {
  return tradeStatuses.some((status) => status === text);
}

/** Alipay's own number of a trade, at most 64 characters; today 28 digits, though no page promises digits. */
export function isTradeNo(text: string | undefined): text is string {
  return text !== undefined && /^[0-9A-Za-z_-]{1,64}$/.test(text);
}
