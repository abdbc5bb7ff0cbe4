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

/** "4.2 %", from whole minor units; null where there is nothing to compare with. */
export function shareText(part: bigint, whole: bigint): string | null {
  if (whole <= 0n) return null;
  const tenths = (2n * part * 1000n + (part < 0n ? -whole : whole)) / (2n * whole);
  const [sign, size] = tenths < 0n ? [MINUS, -tenths] : ["", tenths];
  return `${sign}${size / 10n}.${size % 10n}\u00a0%`;
}

const plus = (text: string): string =>
  text.startsWith(MINUS) ? text.replace(MINUS, `${MINUS}\u2009`) : `+\u2009${text}`;

/** "+ 4.2 %" */
export function changeText(now: MoneyText, before: MoneyText): string | null {
  const share = shareText(BigInt(now.minor) - BigInt(before.minor), BigInt(before.minor));
  return share === null ? null : plus(share);
}

/** "+ 6" */
export const countChangeText = (now: number, before: number): string => plus(countText(now - before));
