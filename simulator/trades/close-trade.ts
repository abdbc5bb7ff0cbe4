import type { ClosedBy, Trade } from "../book/entries.ts";
import type { World } from "../world.ts";
import { noticesOf } from "./notices-of.ts";

/** Ends an unpaid trade. Whoever calls has just read it as unpaid: nothing runs between. */
export function closeTrade(world: World, trade: Trade, by: ClosedBy): Trade {
  const at = world.now();
  const closed: Trade = { ...trade, closedAt: at, closedBy: by };
  world.book.record([{ type: "closed", tradeNo: trade.tradeNo, by, at }, ...noticesOf(world, closed, "TRADE_CLOSED")]);
  return closed;
}
