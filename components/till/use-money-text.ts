"use client";

import { useTranslations } from "next-intl";
import { amountText, moneyText } from "#lib/money/format.ts";
import { fromMoneyText, type MoneyText } from "#lib/money/money.ts";

/** Amounts in three dresses: bare digits, with the sign, and in words for those who listen. */
export function useMoneyText() {
  const t = useTranslations("till.money");
  return {
    bare: (amount: MoneyText) => amountText(fromMoneyText(amount)),
    signed: (amount: MoneyText) => moneyText(fromMoneyText(amount)),
    spoken: (amount: MoneyText) =>
      t("spoken", { amount: amountText(fromMoneyText(amount)), currency: amount.currency }),
  };
}
