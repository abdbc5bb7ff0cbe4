import type { TradeStatus } from "#lib/alipay/trade.ts";
import type { FindOutcome, QueryOutcome, TradeNews } from "./gateway.ts";

/** What OpenAPI and MAPI say with the same words. */
export const STATES: Readonly<Record<TradeStatus, TradeNews["state"]>> = {
  WAIT_BUYER_PAY: "waiting",
  TRADE_SUCCESS: "paid",
  TRADE_FINISHED: "paid",
  TRADE_CLOSED: "closed",
};

/** What a cancel did, in the shop's words. */
export const CANCELLED = { close: "closed", refund: "refunded", none: "no_trade" } as const;

/** What was found by our own number, as the answer to a query. */
export async function asQuery(finding: Promise<FindOutcome>): Promise<QueryOutcome> {
  const found = await finding;
  return found.kind === "found" ? { kind: "trade", trade: found.trade } : found;
}
