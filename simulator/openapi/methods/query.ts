import { accepted, refused } from "../../content/checked.ts";
import { statusOf } from "../../trades/find-trade.ts";
import { businessRefusal } from "../answer.ts";
import { checkReference, referredTrade } from "../order/reference.ts";
import { tradeMembers } from "../order/trade-members.ts";
import type { Method } from "./method.ts";

/** openapi.md 6.2. Before the scan there is no trade: the normal answer of a till that waits. */
export const query: Method = ({ world, merchant, content }) => {
  const wrong = checkReference(content);
  if (wrong) return refused(wrong);
  const trade = referredTrade(world, merchant, content);
  if (!trade) return refused(businessRefusal("ACQ.TRADE_NOT_EXIST", "no such trade: not scanned yet, or never made"));
  const { store_id, terminal_id } = trade.code.echo;
  return accepted({ ...tradeMembers(trade), trade_status: statusOf(trade), store_id, terminal_id });
};
