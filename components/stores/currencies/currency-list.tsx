"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { SaveCurrency, TakeCurrency } from "#lib/stores/manage/commands.ts";
import type { AccountSummary, CurrencyView } from "#lib/stores/manage/view.ts";
import { CurrencyDialog } from "./currency-dialog.tsx";
import { TakeDialog } from "./take-dialog.tsx";

type Props = {
  store: { id: string; currency: string };
  currencies: readonly CurrencyView[];
  accounts: readonly AccountSummary[];
  /** Null for those who may read only. */
  actions: { saveCurrency: SaveCurrency; takeCurrency: TakeCurrency } | null;
};

/** What a store sells in, and which account takes the money. */
export function CurrencyList({ store, currencies, accounts, actions }: Props) {
  const t = useTranslations("stores");
  const [opened, setOpened] = useState<CurrencyView | "new" | null>(null);
  const [taken, setTaken] = useState<CurrencyView | null>(null);
  return (
    <>
      {currencies.length === 0 && (
        <p className="px-5 py-4 text-muted text-table">{t(accounts.length > 0 ? "noCurrency" : "noAccountYet")}</p>
      )}
      <ul>
        {currencies.map((one) => (
          <li
            key={one.currency}
            data-currency={one.currency}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-5 py-3 last:border-0"
          >
            <b className="w-14 font-semibold">{one.currency}</b>
            <div className="min-w-0 flex-1 basis-48 text-table">
              <p className="[overflow-wrap:anywhere]">{one.account}</p>
              <p className="text-muted">
                {t("limits", { least: one.minAmount, most: one.maxAmount })}
                {one.confirmFrom !== null && ` · ${t("confirmedFrom", { amount: one.confirmFrom })}`}
              </p>
            </div>
            {actions !== null && (
              <div className="-mr-4 flex max-tablet:pl-14">
                <Button
                  look="plain"
                  aria-label={t("changeCurrency", { currency: one.currency })}
                  onClick={() => setOpened(one)}
                >
                  {t("change")}
                </Button>
                <Button
                  look="plain"
                  className="text-fail!"
                  aria-label={t("takeCurrency", { currency: one.currency })}
                  onClick={() => setTaken(one)}
                >
                  {t("take")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {actions !== null && accounts.length > 0 && (
        <div className="border-line border-t px-5 py-3">
          <Button look={currencies.length === 0 ? "primary" : "line"} onClick={() => setOpened("new")}>
            <Icon name="plus" />
            {t("addCurrency")}
          </Button>
        </div>
      )}
      {actions !== null && opened !== null && (
        <CurrencyDialog
          {...{ store, accounts, saveCurrency: actions.saveCurrency }}
          known={opened === "new" ? null : opened}
          taken={currencies.map(({ currency }) => currency)}
          onClose={() => setOpened(null)}
        />
      )}
      {actions !== null && taken !== null && (
        <TakeDialog
          {...{ storeId: store.id, currency: taken.currency, takeCurrency: actions.takeCurrency }}
          onClose={() => setTaken(null)}
        />
      )}
    </>
  );
}
