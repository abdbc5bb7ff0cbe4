import type { Trade } from "../../book/entries.ts";
import { type Content, textOf } from "../../content/members.ts";
import { tradeByNumber, tradeOfOrder } from "../../trades/find-trade.ts";
import type { World } from "../../world.ts";
import type { Refusal } from "../answer.ts";
import { checkTexts, invalidMember } from "../members.ts";
import type { OpenapiMerchant } from "../merchant.ts";

/** `out_trade_no` or `trade_no`, 64 characters each (openapi.md 6.2). */
export function checkReference(content: Content): Refusal | undefined {
  const wrong = checkTexts(content, { out_trade_no: { longest: 64 }, trade_no: { longest: 64 } });
  if (wrong) return wrong;
  const given = textOf(content, "out_trade_no") ?? textOf(content, "trade_no");
  return given === undefined ? invalidMember("out_trade_no", "or trade_no is missing") : undefined;
}

/** `trade_no` wins when both are given (openapi.md 6.2). Nobody finds another merchant's trade. */
export function referredTrade(world: World, merchant: OpenapiMerchant, content: Content): Trade | undefined {
  const tradeNo = textOf(content, "trade_no");
  const outTradeNo = textOf(content, "out_trade_no") ?? "";
  const order = { generation: "openapi", sellerId: merchant.sellerId, outTradeNo };
  const trade = tradeNo === undefined ? tradeOfOrder(world, order) : tradeByNumber(world, tradeNo);
  const isOwn = trade?.code.generation === "openapi" && trade.code.sellerId === merchant.sellerId;
  return isOwn ? trade : undefined;
}
