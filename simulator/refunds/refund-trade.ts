import type { Refund, Trade } from "../book/entries.ts";
import { refundKey, withRefund } from "../book/state.ts";
import { statusOf } from "../trades/find-trade.ts";
import { noticesOf } from "../trades/notices-of.ts";
import { currentSettings, generationOf, scaled, type World } from "../world.ts";

/** What is to go back, in the currency of the payment; more than nothing. */
export type RefundWish = Pick<Refund, "money" | "reason"> & {
  readonly refundNo: string;
  readonly by: "refund" | "portal";
};

export type RefundResult =
  /** `repeated`: this number moved its money before; now nothing moved. */
  | { readonly kind: "moved" | "repeated"; readonly trade: Trade; readonly refund: Refund }
  | { readonly kind: "other-content" | "not-paid" | "finished" | "too-much" | "balance-empty" };

/** "Leave ≥ 3 s between two refunds of one trade" (openapi.md 6.5). */
const GAP_MS = 3000;

/**
 * One number moves money once; with another amount or for another trade it is refused. What is given back whole is
 * closed, what is given back in part stays paid (openapi.md 6.5 and 7).
 */
export function refundTrade(world: World, trade: Trade, wish: RefundWish): RefundResult {
  const id = { ...trade.code, refundNo: wish.refundNo };
  if (wish.by === "refund") {
    const { generation, sellerId, refundNo } = id;
    world.book.record([{ type: "refund-asked", generation, sellerId, refundNo }]);
  }
  const earlier = world.book.state().refunds.get(refundKey(id));
  if (earlier) {
    const isSame = earlier.tradeNo === trade.tradeNo && earlier.money.minor === wish.money.minor;
    return isSame ? { kind: "repeated", trade, refund: earlier } : { kind: "other-content" };
  }
  const status = statusOf(trade);
  if (status === "TRADE_FINISHED") return { kind: "finished" };
  if (status !== "TRADE_SUCCESS") return { kind: "not-paid" };
  if (trade.refundedMinor + wish.money.minor > trade.code.total.minor) return { kind: "too-much" };
  if (currentSettings(world).sellerBalanceEmpty) return { kind: "balance-empty" };
  return move(world, trade, wish);
}

function move(world: World, trade: Trade, wish: RefundWish): RefundResult {
  const { tradeNo } = trade;
  const at = world.now();
  const refund: Refund = { tradeNo, ...wish, at, ...(isTooSoon(world, trade, wish) ? { tooSoon: true } : {}) };
  const refunded = withRefund(trade, refund);
  const isWhole = refunded.refundedMinor === trade.code.total.minor;
  const after: Trade = isWhole ? { ...refunded, closedAt: at, closedBy: "refund" } : refunded;
  const { notifiesRefunds } = generationOf(world, trade.code.generation);
  world.book.record([
    { type: "refund", ...refund },
    ...(isWhole ? [{ type: "closed", tradeNo, by: "refund", at } as const] : []),
    ...(notifiesRefunds ? noticesOf(world, after, statusOf(after)) : []),
  ]);
  return { kind: "moved", trade: after, refund };
}

/** A shop cannot know what was given back in the portal. */
function isTooSoon(world: World, { refunds }: Trade, { by }: RefundWish): boolean {
  const last = refunds.findLast((refund) => refund.by === "refund");
  return by === "refund" && last !== undefined && world.now() - last.at < scaled(world, GAP_MS);
}
