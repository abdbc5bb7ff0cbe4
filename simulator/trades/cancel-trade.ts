import type { OrderId, Refund, Trade } from "../book/entries.ts";
import { withRefund } from "../book/state.ts";
import { nextChinaMidnight } from "../china-time.ts";
import { currentSettings, scaled, type World } from "../world.ts";
import { closeTrade } from "./close-trade.ts";
import { codesOfOrder, statusOf } from "./find-trade.ts";
import { noticesOf } from "./notices-of.ts";

export type CancelResult =
  | { readonly kind: "closed" | "refunded"; readonly trade: Trade }
  /** It had ended before: nothing moved now. */
  | { readonly kind: "ended"; readonly trade: Trade }
  | { readonly kind: "too-late" }
  | { readonly kind: "finished" }
  | { readonly kind: "balance-empty" };

/** Reversal: an unpaid trade is closed, a paid one is given back whole (openapi.md 6.3, mapi.md 4.3, intl.md 4.3). */
export function cancelTrade(world: World, trade: Trade, windowEndsAt: number): CancelResult {
  if (trade.closedAt !== undefined) return { kind: "ended", trade };
  if (trade.finishedAt !== undefined) return { kind: "finished" };
  if (world.now() > windowEndsAt) return { kind: "too-late" };
  if (statusOf(trade) === "WAIT_BUYER_PAY") return { kind: "closed", trade: closeTrade(world, trade, "cancel") };
  if (currentSettings(world).sellerBalanceEmpty) return { kind: "balance-empty" };
  return { kind: "refunded", trade: giveBackRest(world, trade) };
}

function giveBackRest(world: World, trade: Trade): Trade {
  const at = world.now();
  const { total } = trade.code;
  const money = { minor: total.minor - trade.refundedMinor, currency: total.currency };
  const refund: Refund = { tradeNo: trade.tradeNo, money, by: "cancel", at };
  const cancelled: Trade = { ...withRefund(trade, refund), closedAt: at, closedBy: "cancel" };
  world.book.record([
    { type: "refund", ...refund },
    { type: "closed", tradeNo: trade.tradeNo, by: "cancel", at },
    ...noticesOf(world, cancelled, "TRADE_CLOSED"),
  ]);
  return cancelled;
}

/** A cancel before the scan finds no trade. Whether the code dies with it is a setting (clarifications.md 10). */
export function cancelUnscanned(world: World, order: OrderId): void {
  if (currentSettings(world).cancelKillsUnscannedCode) killCodes(world, order);
}

/** None of the order's codes can be scanned any more. */
export function killCodes(world: World, order: OrderId): void {
  world.book.record(codesOfOrder(world, order).map(({ token }) => ({ type: "code-killed", token })));
}

const GRACE_MS = 15 * 60 * 1000;

/** The same business day in Beijing and 15 minutes of the next: MAPI and intl (mapi.md 4.3, intl.md 4.3). */
export function businessDayEnd(world: World, from: number): number {
  return from + scaled(world, nextChinaMidnight(from) + GRACE_MS - from);
}
