import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { DAY_RANGES } from "#lib/calendar/day-range.ts";
import type { OrderChoices } from "#lib/orders/list/find-choices.ts";
import { TILL_STATES } from "#lib/orders/view.ts";
import { AnySelect, StoreSelect } from "./any-select.tsx";
import type { OrderFilter } from "./order-filter.ts";
import { MoreFilters } from "./order-more-filters.tsx";
import { SearchField } from "./search/search-field.tsx";

type Props = {
  filter: OrderFilter;
  stores: readonly { id: string; name: string }[];
  choices: OrderChoices;
  /** Whether single characters are keys. */
  letters: boolean;
};

/** A plain form that asks by GET: it works without scripts, and each result has an address. */
export function OrderFilters({ filter, stores, choices, letters }: Props) {
  const t = useTranslations("orders");
  const ts = useTranslations("states");
  return (
    <search>
      <form action="/orders" className="mb-4 flex flex-wrap gap-2">
        <Select
          label={t("day")}
          name="day"
          value={filter.day}
          options={DAY_RANGES.map((day) => ({ value: day, text: t(`days.${day}`) }))}
        />
        <AnySelect
          label={t("state")}
          name="state"
          value={filter.state}
          any={t("allStates")}
          options={TILL_STATES.map((state) => ({ value: state, text: ts(state) }))}
        />
        <StoreSelect stores={stores} value={filter.storeId} />
        <SearchField
          label={t("search")}
          name="search"
          placeholder={t("searchHint")}
          defaultValue={filter.search}
          maxLength={64}
          {...(letters ? { shortcut: "/" } : {})}
          className="max-tablet:-order-1 max-tablet:basis-full tablet:basis-80"
        />
        <Button type="submit">{t("show")}</Button>
        <MoreFilters filter={filter} choices={choices} />
      </form>
    </search>
  );
}
