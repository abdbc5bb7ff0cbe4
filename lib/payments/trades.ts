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

/**
 * The name of a buyer as the shop keeps it: enough to tell two customers of an hour apart, and to find a payment with the customer
 * beside it. Alipay masks most of them itself; those stay as they are.
 */
export function maskedBuyer(name: string | null): string | null {
  if (name === null || name === "" || name.includes("*")) return name || null;
  const [person = "", ...host] = name.split("@");
  const letters = [...person];
  const [before, after] = letters.length >= 7 ? [3, host.length > 0 ? 0 : 4] : [1, 0];
  const masked = `${letters.slice(0, before).join("")}****${letters.slice(letters.length - after).join("")}`;
  return [masked, ...host].join("@");
}
