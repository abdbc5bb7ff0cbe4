import type { Trade } from "../book/entries.ts";
import type { World } from "../world.ts";
import { statusOf } from "./find-trade.ts";
import { noticesOf } from "./notices-of.ts";

/** End of the time for refunds, months after the payment by contract (openapi.md 6.5); here when somebody says so. */
export function finishTrade(world: World, trade: Trade): Trade {
  if (statusOf(trade) !== "TRADE_SUCCESS") return trade;
  const at = world.now();
  const finished: Trade = { ...trade, finishedAt: at };
  world.book.record([
    { type: "finished", tradeNo: trade.tradeNo, at },
    ...noticesOf(world, finished, "TRADE_FINISHED"),
  ]);
  return finished;
}
