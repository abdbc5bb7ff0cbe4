import type { Code, Trade } from "../book/entries.ts";
import { declineTrade } from "../trades/decline-trade.ts";
import { statusOf } from "../trades/find-trade.ts";
import { payTrade } from "../trades/pay-trade.ts";
import { scanCode } from "../trades/scan-code.ts";
import type { World } from "../world.ts";
import { done, type Fields, invalid, notFound, type Reply, textField } from "./fields.ts";

/** The buyer's hand without the page: each of them scans first, as a phone does. */
export function scanOrder(world: World, fields: Fields): Reply {
  return withTrade(world, fields, (trade) => trade);
}

export function payOrder(world: World, fields: Fields): Reply {
  return withTrade(world, fields, (trade) => payTrade(world, trade));
}

export function declineOrder(world: World, fields: Fields): Reply {
  return withTrade(world, fields, (trade) => declineTrade(world, trade));
}

/** The newest code of this number; `sellerId` tells merchants apart that use one number. */
export function findCode(world: World, fields: Fields): Code | undefined {
  const sellerId = textField(fields, "sellerId");
  return [...world.book.state().codes.values()].findLast(
    (code) => code.outTradeNo === fields.outTradeNo && (sellerId === undefined || code.sellerId === sellerId),
  );
}

function withTrade(world: World, fields: Fields, act: (trade: Trade) => Trade): Reply {
  if (textField(fields, "outTradeNo") === undefined) return invalid("outTradeNo is missing");
  const code = findCode(world, fields);
  if (!code) return notFound("no code was made for this outTradeNo");
  const scan = scanCode(world, code.token);
  if (scan.kind !== "trade") return invalid("the code can no longer be scanned");
  const trade = act(scan.trade);
  return done({ tradeNo: trade.tradeNo, status: statusOf(trade), closedBy: trade.closedBy ?? null });
}
