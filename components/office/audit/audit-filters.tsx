import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { AUDIT_KINDS } from "#lib/audit/view.ts";
import { DAY_RANGES } from "#lib/calendar/day-range.ts";
import type { AuditFilter } from "./audit-filter.ts";

type Props = { filter: AuditFilter; stores: readonly { id: string; name: string }[] };

/** A plain form that asks by GET, like the one of the orders. */
export function AuditFilters({ filter, stores }: Props) {
  const t = useTranslations("audit");
  const to = useTranslations("orders");
  const days = ["week", ...DAY_RANGES.filter((day) => day !== "week")] as const;
  return (
    <search>
      <form action="/audit" className="mb-4 flex flex-wrap gap-2">
        <Select
          label={to("day")}
          name="day"
          value={filter.day}
          options={days.map((day) => ({ value: day, text: to(`days.${day}`) }))}
        />
        <Select
          label={t("kind")}
          name="kind"
          value={filter.kind ?? ""}
          options={[
            { value: "", text: t("allKinds") },
            ...AUDIT_KINDS.map((kind) => ({ value: kind, text: t(`kinds.${kind}`) })),
          ]}
        />
        {stores.length > 1 && (
          <Select
            label={to("store")}
            name="storeId"
            value={filter.storeId ?? ""}
            options={[
              { value: "", text: to("allStores") },
              ...stores.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
        )}
        <Button type="submit">{to("show")}</Button>
      </form>
    </search>
  );
}
