import { decimalText, fromMoneyText, type Money, type MoneyText } from "#lib/money/money.ts";
import type { OrderView } from "#lib/orders/view.ts";
import { parseRefundAmount } from "#lib/refunds/parse-refund.ts";

/** Why people give money back; "other" is said in words of their own. */
export const REASONS = ["returned", "wrong_amount", "charged_twice", "not_delivered", "other"] as const;
export type Reason = (typeof REASONS)[number];

/** True while it is not certain what became of the newest refund. */
export const isRefunding = ({ refund }: Pick<OrderView, "refund">): boolean =>
  refund !== null && refund.state !== "done" && refund.state !== "refused";

/** One refund after the other: nobody gives back once more before the last one is certain. */
export function canRefund(order: Pick<OrderView, "state" | "refund" | "refundable">): boolean {
  if (order.state !== "paid" && order.state !== "paid_late") return false;
  return !isRefunding(order) && order.refundable !== null && order.refundable.minor !== "0";
}

/** So many percent of what is left. */
export const SHARES = [25, 50, 100] as const;

/** The text of a share, rounded down to the smallest unit of the currency. */
export function shareText(left: MoneyText, percent: number): string {
  const { minor, currency } = fromMoneyText(left);
  return decimalText({ minor: (minor * BigInt(percent)) / 100n, currency });
}

/** What stands in the dialog at first: all that is left, or what was refused, to be tried again. */
export function firstAmount(left: MoneyText, refused: MoneyText | null): string {
  const again = refused !== null && BigInt(refused.minor) <= BigInt(left.minor);
  return decimalText(fromMoneyText(again ? refused : left));
}

/** Reads what was typed, with point or comma as at the keypad; a bare point at the end awaits its decimals. */
export const readAmount = (typed: string, left: MoneyText) =>
  parseRefundAmount(typed.replace(",", ".").replace(/\.$/, ""), left.currency, BigInt(left.minor));

export type AmountProblem = Exclude<ReturnType<typeof readAmount>, { ok: true }>["problem"];

export const leftAfter = (left: MoneyText, amount: Money): MoneyText => ({
  minor: (BigInt(left.minor) - amount.minor).toString(),
  currency: left.currency,
});
