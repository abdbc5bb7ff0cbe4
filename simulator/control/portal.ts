import { randomUUID } from "node:crypto";
import type { Trade } from "../book/entries.ts";
import { refundTrade } from "../refunds/refund-trade.ts";
import { statusOf, tradeOfOrder } from "../trades/find-trade.ts";
import { finishTrade } from "../trades/finish-trade.ts";
import type { World } from "../world.ts";
import { findCode } from "./buyer.ts";
import { done, type Fields, invalid, notFound, type Reply, textField } from "./fields.ts";

/** As if somebody gave money back in Alipay's own portal: `minor` of it as text, or all that is left. */
export function refundOutside(world: World, fields: Fields): Reply {
  const trade = findTrade(world, fields);
  if (!trade) return notFound("no trade has this outTradeNo");
  const { total } = trade.code;
  const minor = readMinor(fields.minor, total.minor - trade.refundedMinor);
  if (minor === undefined) return invalid("minor must be a text of digits, more than 0");
  const refundNo = textField(fields, "refundNo") ?? `portal-${randomUUID()}`;
  const wish = { refundNo, money: { minor, currency: total.currency }, by: "portal" } as const;
  const result = refundTrade(world, trade, wish);
  if (result.kind !== "moved") return invalid(`nothing was given back: ${result.kind}`);
  return done({ tradeNo: trade.tradeNo, refundNo, ...showState(result.trade) });
}

/** Ends the time for refunds: the trade becomes TRADE_FINISHED if it is paid. */
export function finishOrder(world: World, fields: Fields): Reply {
  const trade = findTrade(world, fields);
  if (!trade) return notFound("no trade has this outTradeNo");
  return done({ tradeNo: trade.tradeNo, ...showState(finishTrade(world, trade)) });
}

function findTrade(world: World, fields: Fields): Trade | undefined {
  const code = findCode(world, fields);
  return code && tradeOfOrder(world, code);
}

function readMinor(value: unknown, rest: bigint): bigint | undefined {
  if (value === undefined) return rest > 0n ? rest : undefined;
  return typeof value === "string" && /^[1-9]\d*$/.test(value) ? BigInt(value) : undefined;
}

function showState(trade: Trade): object {
  return { status: statusOf(trade), refundedMinor: trade.refundedMinor.toString() };
}
