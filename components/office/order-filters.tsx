import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Select } from "#components/ui/select.tsx";
import { TILL_STATES } from "#lib/orders/view.ts";
import { DAYS, type OrderFilter } from "./order-filter.ts";

type Props = { filter: OrderFilter; stores: readonly { id: string; name: string }[] };

/** A plain form that asks by GET: it works without scripts, and each result has an address. */
export function OrderFilters({ filter, stores }: Props) {
  const t = useTranslations("orders");
  const ts = useTranslations("states");
  return (
    <search>
      <form action="/orders" className="mb-4 flex flex-wrap gap-2">
        <Select
          label={t("day")}
          name="day"
          value={filter.day}
          options={DAYS.map((day) => ({ value: day, text: t(`days.${day}`) }))}
        />
        <Select
          label={t("state")}
          name="state"
          value={filter.state ?? ""}
          options={[
            { value: "", text: t("allStates") },
            ...TILL_STATES.map((state) => ({ value: state, text: ts(state) })),
          ]}
        />
        {stores.length > 1 && (
          <Select
            label={t("store")}
            name="storeId"
            value={filter.storeId ?? ""}
            options={[
              { value: "", text: t("allStores") },
              ...stores.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
        )}
        <span className="flex min-h-11 min-w-60 flex-1 items-center gap-2 rounded-card border border-control bg-card pl-3.5 focus-within:outline-3 focus-within:outline-accent focus-within:outline-offset-2 max-tablet:-order-1 max-tablet:basis-full">
          <Icon name="search" />
          <input
            type="search"
            name="search"
            aria-label={t("search")}
            placeholder={t("searchHint")}
            defaultValue={filter.search}
            maxLength={64}
            className="h-10.5 w-full min-w-0 flex-1 bg-transparent pr-2 text-table outline-none placeholder:text-muted"
          />
        </span>
        <Button type="submit">{t("show")}</Button>
      </form>
    </search>
  );
}
