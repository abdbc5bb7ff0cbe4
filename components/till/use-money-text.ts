"use client";

import { useTranslations } from "next-intl";
import { namedAmount } from "#components/orders/named-amount.ts";
import { amountText, currencySign, moneyText } from "#lib/money/format.ts";
import { fromMoneyText, type MoneyText } from "#lib/money/money.ts";
import { useStore } from "./setting.ts";

/**
 * Amounts for the eye, and in words for those who listen. Where a store sells in several currencies each amount wears
 * its code: ¥ is the sign of two of them.
 */
export function useMoneyText() {
  const t = useTranslations("till.money");
  const { currencies } = useStore();
  const doubtful = (currency: string) => currencies.length > 1 || currency !== currencies[0]?.currency;
  const bare = (amount: MoneyText) => amountText(fromMoneyText(amount));
  return {
    bare,
    /** What stands before large digits. */
    sign: (currency: string) => (doubtful(currency) ? currency : currencySign(currency)),
    signed: (amount: MoneyText) => (doubtful(amount.currency) ? namedAmount(amount) : moneyText(fromMoneyText(amount))),
    /** As short as it can be without doubt. */
    short: (amount: MoneyText) => (doubtful(amount.currency) ? namedAmount(amount) : bare(amount)),
    /** The code that belongs beside bare digits, where they leave a doubt. */
    code: ({ currency }: MoneyText) => (doubtful(currency) ? currency : null),
    spoken: (amount: MoneyText) =>
      t("spoken", { amount: amountText(fromMoneyText(amount)), currency: amount.currency }),
  };
}
