import { useTranslations } from "next-intl";
import type { OrderChoices } from "#lib/orders/list/find-choices.ts";
import { AnySelect } from "./any-select.tsx";
import { FilterField } from "./filter-field.tsx";
import { isFoldedUsed, type OrderFilter } from "./order-filter.ts";

type Props = { filter: OrderFilter; choices: OrderChoices };

/** What is asked for less often: folded away, and open when something of it is chosen. */
export function MoreFilters({ filter, choices }: Props) {
  const t = useTranslations("orders");
  const withStore = new Set(choices.registers.map(({ storeName }) => storeName)).size > 1;
  return (
    <details open={isFoldedUsed(filter)} className="open:basis-full tablet:not-open:ml-2">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent text-table">{t("more")}</summary>
      <div className="flex flex-wrap gap-2 pt-1">
        <FilterField label={t("from")} type="date" name="from" value={filter.from} />
        <FilterField label={t("until")} type="date" name="until" value={filter.until} />
        <AnySelect
          label={t("register")}
          name="registerId"
          value={filter.registerId}
          any={t("allRegisters")}
          options={choices.registers.map(({ id, name, storeName }) => ({
            value: id,
            text: withStore ? `${storeName} · ${name}` : name,
          }))}
        />
        <AnySelect
          label={t("cashier")}
          name="cashierId"
          value={filter.cashierId}
          any={t("allCashiers")}
          options={choices.cashiers.map(({ id, name }) => ({ value: id, text: name }))}
        />
        {choices.currencies.length > 1 && (
          <AnySelect
            label={t("currency")}
            name="currency"
            value={filter.currency}
            any={t("allCurrencies")}
            options={choices.currencies.map((currency) => ({ value: currency, text: currency }))}
          />
        )}
        <FilterField label={t("least")} type="text" name="least" value={filter.least} />
        <FilterField label={t("most")} type="text" name="most" value={filter.most} />
      </div>
    </details>
  );
}
