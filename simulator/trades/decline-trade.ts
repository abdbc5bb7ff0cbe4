import type { Trade } from "../book/entries.ts";
import type { World } from "../world.ts";
import { closeTrade } from "./close-trade.ts";
import { statusOf } from "./find-trade.ts";

/**
 * The buyer's payment fails for good. At Alipay a refused payment leaves the trade waiting until somebody closes it;
 * here it is closed at once, so that a till can show "the payment did not go through". "Leave" is the other way.
 */
export function declineTrade(world: World, trade: Trade): Trade {
  return statusOf(trade) === "WAIT_BUYER_PAY" ? closeTrade(world, trade, "decline") : trade;
}
