import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { DATE_RANGES } from "#lib/calendar/date-range.ts";
import { StoreSelect } from "../any-select.tsx";
import { FilterField } from "../filter-field.tsx";
import { type ReportFilter, reportAddress } from "./report-filter.ts";

type Props = { filter: ReportFilter; stores: readonly { id: string; name: string; practice: boolean }[] };

/** A plain form that asks by GET: it works without scripts, and each view has an address. */
export function ReportFilters({ filter, stores }: Props) {
  const t = useTranslations("reports");
  const to = useTranslations("orders");
  return (
    <search>
      <form action="/dashboard" className="flex flex-wrap gap-x-2 gap-y-1">
        <Select
          label={t("span")}
          name="range"
          value={filter.range}
          options={DATE_RANGES.map((range) => ({ value: range, text: t(`ranges.${range}`) }))}
        />
        <StoreSelect stores={stores} value={filter.storeId} />
        {filter.currency !== null && <input type="hidden" name="currency" value={filter.currency} />}
        <Button type="submit">{to("show")}</Button>
        <details open={filter.from !== null || filter.until !== null} className="open:basis-full tablet:not-open:ml-2">
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent text-table">
            {t("ownDays")}
          </summary>
          <div className="flex flex-wrap gap-2 pt-1">
            <FilterField type="date" label={to("from")} name="from" value={filter.from} />
            <FilterField type="date" label={to("until")} name="until" value={filter.until} />
          </div>
        </details>
      </form>
    </search>
  );
}

/** One currency at a time: they are never added together. */
export function CurrencyTabs({
  filter,
  currencies,
  currency,
}: {
  filter: ReportFilter;
  currencies: readonly string[];
  currency: string;
}) {
  const t = useTranslations("orders");
  if (currencies.length < 2) return null;
  return (
    <nav aria-label={t("currency")} className="flex flex-wrap gap-1">
      {currencies.map((one) => (
        <a
          key={one}
          href={reportAddress({ ...filter, currency: one })}
          aria-current={one === currency ? "page" : undefined}
          className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-card border border-line-2 px-4 text-muted text-table no-underline hover:bg-hover aria-[current]:border-control aria-[current]:bg-card aria-[current]:font-semibold aria-[current]:text-text"
        >
          {one}
        </a>
      ))}
    </nav>
  );
}
