import { may } from "#lib/auth/roles.ts";
import { type Money, toMoneyText } from "#lib/money/money.ts";
import type { RefundBound } from "../commands.ts";
import type { Allowance } from "../sql/read-allowance.ts";

const HOUR_MS = 3_600_000;

export type BoundedWish = { amount: Money; isOwnSale: boolean; paidAt: Date; now: Date };

/** What keeps somebody from giving so much back alone; null when nothing does (R2). */
export function boundOf(allowance: Allowance, { amount, isOwnSale, paidAt, now }: BoundedWish): RefundBound | null {
  const { isLimited, perRefund, perDay, ownSalesOnly, windowHours, spent } = allowance;
  if (!isLimited) return may(allowance, "refund_freely") ? null : { why: "no_right" };
  if (ownSalesOnly && !isOwnSale) return { why: "other_sale" };
  if (windowHours !== null && now.getTime() - paidAt.getTime() > windowHours * HOUR_MS) {
    return { why: "too_late", hours: windowHours };
  }
  const text = (minor: bigint) => toMoneyText({ minor, currency: amount.currency });
  if (perRefund !== null && amount.minor > perRefund) return { why: "over_limit", limit: text(perRefund) };
  if (perDay === null || spent + amount.minor <= perDay) return null;
  return { why: "over_day", limit: text(perDay), left: text(spent < perDay ? perDay - spent : 0n) };
}
