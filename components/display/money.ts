import { amountText, currencySign } from "#lib/money/format.ts";
import type { MoneyText } from "#lib/money/money.ts";
import { fromMoneyText } from "#lib/money/money.ts";

/** An amount for the eye; `text` has both in one. A customer reads "¥" where it means one currency, and codes elsewhere. */
export function shownMoney(amount: MoneyText) {
  const money = fromMoneyText(amount);
  const sign = currencySign(money.currency);
  const digits = amountText(money);
  return { sign, digits, text: `${sign}${digits}` };
}
