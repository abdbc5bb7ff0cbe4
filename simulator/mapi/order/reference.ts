import type { Trade } from "../../book/entries.ts";
import { accepted, refused } from "../../content/checked.ts";
import { tradeByNumber, tradeOfOrder } from "../../trades/find-trade.ts";
import type { World } from "../../world.ts";
import { type Checked, invalidParameter } from "../answer.ts";
import type { Texts } from "../envelope.ts";
import type { MapiMerchant } from "../merchant.ts";

const LONGEST = 64;

/** How a service calls the shop's number and Alipay's: a query has other names than a precreate (mapi.md 4.2). */
export type Names = { readonly shop: string; readonly alipay: string };

export type Reference = { readonly outTradeNo?: string; readonly tradeNo?: string };

/** One of the two at least. */
export function readReference(texts: Texts, names: Names): Checked<Reference> {
  const outTradeNo = texts[names.shop];
  const tradeNo = texts[names.alipay];
  for (const name of [names.shop, names.alipay]) {
    if ((texts[name]?.length ?? 0) > LONGEST) return refused(invalidParameter(name, `is longer than ${LONGEST}`));
  }
  if (!outTradeNo && !tradeNo) return refused(invalidParameter(names.shop, `or ${names.alipay} is missing`));
  return accepted({ ...(outTradeNo ? { outTradeNo } : {}), ...(tradeNo ? { tradeNo } : {}) });
}

/** Alipay's number wins when both are given (mapi.md 4.2). Nobody finds another merchant's trade. */
export function referredTrade(world: World, { partner }: MapiMerchant, reference: Reference): Trade | undefined {
  const { tradeNo, outTradeNo = "" } = reference;
  if (tradeNo === undefined) return tradeOfOrder(world, { generation: "mapi", sellerId: partner, outTradeNo });
  const trade = tradeByNumber(world, tradeNo);
  return trade?.code.generation === "mapi" && trade.code.sellerId === partner ? trade : undefined;
}
