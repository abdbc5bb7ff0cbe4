import { type Alarm, createAlarm } from "../alarm.ts";
import type { Trade } from "../book/entries.ts";
import type { World } from "../world.ts";
import { tradeByNumber } from "./find-trade.ts";

/** Closes every unpaid trade at its end, also when nobody asks about it. */
export function expireTrades(world: World): Alarm {
  const alarm = createAlarm(world.now, () => {
    for (const tradeNo of world.book.state().openTrades) tradeByNumber(world, tradeNo);
    setForNextEnd();
  });
  const setForNextEnd = () => {
    const { openTrades, trades } = world.book.state();
    const open = [...openTrades].map((tradeNo) => trades.get(tradeNo)).filter((trade) => trade !== undefined);
    for (const trade of open) alarm.setFor(endOf(trade));
  };
  world.book.onRecord((entry) => {
    const trade = entry.type === "trade" && world.book.state().trades.get(entry.tradeNo);
    if (trade) alarm.setFor(endOf(trade));
    // The clock may have been shifted.
    if (entry.type === "settings") alarm.setFor(world.now());
  });
  setForNextEnd();
  return alarm;
}

function endOf(trade: Trade): number {
  return trade.code.tradeEndsAt;
}
