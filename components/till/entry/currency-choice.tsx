"use client";

import { useTranslations } from "next-intl";
import type { ChangeEvent } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { currencySign } from "#lib/money/format.ts";

type Props = { currencies: readonly { currency: string }[]; chosen: string; choose: (currency: string) => void };

/** What the next sale is in: a choice where the store sells in several currencies, else only said. */
export function CurrencyChoice({ currencies, chosen, choose }: Props) {
  const t = useTranslations("till.entry");
  const [only, ...others] = currencies;
  if (only === undefined) return null;
  if (others.length === 0)
    return <span className="text-muted text-table">{`${signOf(only.currency)} ${only.currency}`.trimStart()}</span>;

  function change({ target }: ChangeEvent<HTMLSelectElement>) {
    choose(target.value);
    // Chosen by hand, the keyboard is the amount's again; chosen by keys, the next arrow key goes on here.
    if (!target.matches(":focus-visible")) target.blur();
  }

  return (
    // The code leads each option: its letter, typed, finds it.
    <span className="relative inline-flex">
      <select
        aria-label={t("currency")}
        value={chosen}
        onChange={change}
        className="min-h-11 appearance-none rounded-card border border-control bg-card pr-8 pl-3 font-semibold text-table hover:bg-hover"
      >
        {currencies.map(({ currency }) => (
          <option key={currency} value={currency}>
            {`${currency} ${signOf(currency)}`.trimEnd()}
          </option>
        ))}
      </select>
      <Icon name="down" className="pointer-events-none absolute top-3.5 right-2.5 size-4 text-muted" />
    </span>
  );
}

/** "¥"; nothing for a currency that has only its code. */
const signOf = (currency: string): string => {
  const sign = currencySign(currency);
  return sign === currency ? "" : sign;
};
