import { amountText } from "#lib/money/format.ts";
import { fromMoneyText, type MoneyText } from "#lib/money/money.ts";

/** "JPY 1,200", for amounts that stand among other currencies: ¥ alone may be yuan or yen. Never broken in two. */
export const namedAmount = (amount: MoneyText): string =>
  `${amount.currency}\u00a0${amountText(fromMoneyText(amount))}`;
