import { type Code, type OrderId, TRADE_STATUSES, type Trade, type TradeStatus } from "../book/entries.ts";
import { orderKey } from "../book/state.ts";
import type { World } from "../world.ts";
import { closeTrade } from "./close-trade.ts";

/** As Alipay names it. A fully refunded trade is closed too (openapi.md 6.2). */
export function statusOf(trade: Trade): TradeStatus {
  if (trade.closedAt !== undefined) return "TRADE_CLOSED";
  if (trade.finishedAt !== undefined) return "TRADE_FINISHED";
  return trade.paidAt === undefined ? "WAIT_BUYER_PAY" : "TRADE_SUCCESS";
}

export function isTradeStatus(text: unknown): text is TradeStatus {
  return TRADE_STATUSES.some((status) => status === text);
}

/** The trade as it is at this moment: an unpaid one past its end is closed first, however late the timer is. */
export function tradeByNumber(world: World, tradeNo: string): Trade | undefined {
  const trade = world.book.state().trades.get(tradeNo);
  if (!trade || statusOf(trade) !== "WAIT_BUYER_PAY" || trade.code.tradeEndsAt > world.now()) return trade;
  return closeTrade(world, trade, "expiry");
}

export function tradeOfOrder(world: World, order: OrderId): Trade | undefined {
  const tradeNo = world.book.state().tradeOfOrder.get(orderKey(order));
  return tradeNo === undefined ? undefined : tradeByNumber(world, tradeNo);
}

/** Oldest first; more than one when a code ended unscanned and was asked for again. */
export function codesOfOrder(world: World, order: OrderId): readonly Code[] {
  const { codes, codesOfOrder } = world.book.state();
  return (codesOfOrder.get(orderKey(order)) ?? []).flatMap((token) => codes.get(token) ?? []);
}

/** Whether a code of this order was ended before anybody scanned it. */
export function isVoid(world: World, order: OrderId): boolean {
  const { killedCodes } = world.book.state();
  return codesOfOrder(world, order).some(({ token }) => killedCodes.has(token));
}

export function isScannable(world: World, code: Code): boolean {
  return code.codeEndsAt > world.now() && !world.book.state().killedCodes.has(code.token);
}
