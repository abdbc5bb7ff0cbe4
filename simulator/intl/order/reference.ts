import type { Trade } from "../../book/entries.ts";
import { accepted, refused } from "../../content/checked.ts";
import { type Content, findWrongText, textOf, unknownMember } from "../../content/members.ts";
import { tradeByNumber, tradeOfOrder } from "../../trades/find-trade.ts";
import type { World } from "../../world.ts";
import { type Checked, illegalParam } from "../answer.ts";
import type { IntlMerchant } from "../merchant.ts";

export type Reference = { readonly merchantTransId: string | undefined; readonly acquirementId: string | undefined };

export const REFERENCE_TEXTS = {
  merchantId: { longest: 64 },
  merchantTransId: { longest: 64 },
  acquirementId: { longest: 64 },
} as const;

/** One of the two at least (intl.md 4.2 and 4.3). */
export function readReference(body: Content): Checked<Reference> {
  const unknown = unknownMember(body, Object.keys(REFERENCE_TEXTS));
  if (unknown !== undefined) return refused(illegalParam(unknown, "is no member here"));
  const wrong = findWrongText(body, REFERENCE_TEXTS);
  if (wrong) return refused(illegalParam(wrong.name, wrong.why));
  return referenceOf(body);
}

/** Of a body whose members were checked before. */
export function referenceOf(body: Content): Checked<Reference> {
  const reference = { merchantTransId: textOf(body, "merchantTransId"), acquirementId: textOf(body, "acquirementId") };
  const isGiven = reference.merchantTransId !== undefined || reference.acquirementId !== undefined;
  return isGiven ? accepted(reference) : refused(illegalParam("merchantTransId", "or acquirementId is missing"));
}

/** `acquirementId` is preferred when both are given (intl.md 4.2). Nobody finds another merchant's order. */
export function referredTrade(world: World, { merchantId }: IntlMerchant, reference: Reference): Trade | undefined {
  const { acquirementId, merchantTransId = "" } = reference;
  if (acquirementId === undefined) {
    return tradeOfOrder(world, { generation: "intl", sellerId: merchantId, outTradeNo: merchantTransId });
  }
  const trade = tradeByNumber(world, acquirementId);
  return trade?.code.generation === "intl" && trade.code.sellerId === merchantId ? trade : undefined;
}
