import type { Trade } from "../book/entries.ts";
import type { World } from "../world.ts";
import { statusOf } from "./find-trade.ts";
import { noticesOf } from "./notices-of.ts";

/**
 * The buyer confirms. Only a trade that waits can be paid; any other is returned as it is. One thread and no pause
 * between reading and recording: either this or a cancel wins, never both (flow.md 4, race 1).
 */
export function payTrade(world: World, trade: Trade): Trade {
  if (statusOf(trade) !== "WAIT_BUYER_PAY") return trade;
  const at = world.now();
  const paid: Trade = { ...trade, paidAt: at };
  world.book.record([
    { type: "payment", tradeNo: trade.tradeNo, money: trade.code.total, at },
    ...noticesOf(world, paid, "TRADE_SUCCESS"),
  ]);
  return paid;
}
