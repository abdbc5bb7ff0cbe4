import { amountText } from "#lib/money/format.ts";
import { fromMoneyText, type MoneyText } from "#lib/money/money.ts";
import type { Sums } from "#lib/reports/view.ts";

const MINUS = "\u2212";

/** "1,234.50" or "−3.00": an amount whose currency stands elsewhere. */
export const figureText = (amount: MoneyText): string => signed(amountText(fromMoneyText(amount)));

const signed = (text: string): string => text.replace(/^-/, MINUS);

/** What a tick or a label has room for: the amount without its decimals. */
export const roundText = (minor: number, currency: string): string =>
  signed(amountText({ minor: BigInt(Math.trunc(minor)), currency }).replace(/\..*$/, ""));

/** "5,920" */
export const countText = (count: number): string => signed(String(count).replace(/\B(?=(\d{3})+$)/g, ","));

/** For drawing alone: how long a bar is. */
export const lengthOf = (amount: MoneyText): number => Number(amount.minor);

/** What was paid through the number of payments, rounded to the nearest smallest unit; null where nothing was paid. */
export function averageOf({ paid, payments }: Sums): MoneyText | null {
  if (payments === 0) return null;
  const [minor, count] = [BigInt(paid.minor), BigInt(payments)];
  return { minor: String((2n * minor + count) / (2n * count)), currency: paid.currency };
}

/** In tenths of a per cent, from whole minor units; null where there is nothing to compare with. */
const shareOf = (part: bigint, whole: bigint): bigint | null =>
  whole <= 0n ? null : (2n * part * 1000n + (part < 0n ? -whole : whole)) / (2n * whole);

const tenthsText = (tenths: bigint): string => {
  const [sign, size] = tenths < 0n ? [MINUS, -tenths] : ["", tenths];
  return `${sign}${size / 10n}.${size % 10n}`;
};

/** "4.2 %" */
function shareText(part: bigint, whole: bigint): string | null {
  const tenths = shareOf(part, whole);
  return tenths === null ? null : `${tenthsText(tenths)}\u00a0%`;
}

const refundShare = ({ refunded, paid }: Sums): bigint | null => shareOf(BigInt(refunded.minor), BigInt(paid.minor));

/** How much of what was paid went back: "2.4 %". */
export const refundRateText = ({ refunded, paid }: Sums): string | null =>
  shareText(BigInt(refunded.minor), BigInt(paid.minor));

/** By how many points of a per cent more or less went back than before: "+ 0.3". */
export function refundPointsText(now: Sums, before: Sums): string | null {
  const [one, other] = [refundShare(now), refundShare(before)];
  return one === null || other === null ? null : plus(tenthsText(one - other));
}

const plus = (text: string): string =>
  text.startsWith(MINUS) ? text.replace(MINUS, `${MINUS}\u202f`) : `+\u202f${text}`;

/** "+ 4.2 %" */
export function changeText(now: MoneyText, before: MoneyText): string | null {
  const share = shareText(BigInt(now.minor) - BigInt(before.minor), BigInt(before.minor));
  return share === null ? null : plus(share);
}

/** "+ 6" */
export const countChangeText = (now: number, before: number): string => plus(countText(now - before));
