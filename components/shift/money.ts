import { namedAmount } from "#components/orders/named-amount.ts";
import { moneyText } from "#lib/money/format.ts";
import { fromMoneyText } from "#lib/money/money.ts";
import type { ShiftReport } from "#lib/shifts/view.ts";

export type WriteMoney = (minor: string, currency: string) => string;

/** Writes amounts: with the code of their currency, unless all there is to read has this one. */
export const moneyWriter =
  (currencies: readonly string[]): WriteMoney =>
  (minor, currency) => {
    if (currencies.length !== 1 || currencies[0] !== currency) return namedAmount({ minor, currency });
    const money = fromMoneyText({ minor, currency });
    const isOut = money.minor < 0n;
    return `${isOut ? "\u2212" : ""}${moneyText({ ...money, minor: isOut ? -money.minor : money.minor })}`;
  };

export const reportMoney = ({ total }: ShiftReport): WriteMoney => moneyWriter(total.map(({ currency }) => currency));

/** What went out, as a minus; nothing stays nothing. */
export const minus = (minor: string): string => (-BigInt(minor)).toString();

/** "000123": as it stands on paper. */
export const numberText = (number: number): string => String(number).padStart(6, "0");
