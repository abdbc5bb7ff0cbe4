import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { DAY_RANGES } from "#lib/calendar/day-range.ts";
import { SHOWN } from "#lib/notices/log/view.ts";
import { StoreSelect } from "../any-select.tsx";
import { SearchField } from "../search/search-field.tsx";
import type { NoticeFilter } from "./notice-filter.ts";

type Props = { filter: NoticeFilter; stores: readonly { id: string; name: string }[] };

/** A plain form that asks by GET, like the one of the orders. */
export function NoticeFilters({ filter, stores }: Props) {
  const t = useTranslations("notices");
  const to = useTranslations("orders");
  const days = ["week", ...DAY_RANGES.filter((day) => day !== "week")] as const;
  return (
    <search>
      <form action="/notifications" className="mb-4 flex flex-wrap gap-2">
        <Select
          label={to("day")}
          name="day"
          value={filter.day}
          options={days.map((day) => ({ value: day, text: to(`days.${day}`) }))}
        />
        <Select
          label={t("what")}
          name="show"
          value={filter.show}
          options={SHOWN.map((shown) => ({ value: shown, text: t(`shown.${shown}`) }))}
        />
        <StoreSelect stores={stores} value={filter.storeId} />
        <SearchField
          label={t("search")}
          name="search"
          placeholder={t("searchHint")}
          defaultValue={filter.search}
          maxLength={64}
          className="max-tablet:-order-1 max-tablet:basis-full"
        />
        <Button type="submit">{to("show")}</Button>
      </form>
    </search>
  );
}
