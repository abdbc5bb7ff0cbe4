import { decimalText, fromMoneyText, type MoneyText } from "#lib/money/money.ts";

/** An amount as it is spoken: the whole units, and the digits behind the point. */
export function decimalsOf(amount: MoneyText): { whole: bigint; fraction: string } {
  const [whole = "0", fraction = ""] = decimalText(fromMoneyText(amount)).split(".");
  return { whole: BigInt(whole), fraction };
}
