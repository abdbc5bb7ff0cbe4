import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { AUDIT_KINDS } from "#lib/audit/view.ts";
import { DAY_RANGES } from "#lib/calendar/day-range.ts";
import { AnySelect, StoreSelect } from "../any-select.tsx";
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
        <AnySelect
          label={t("kind")}
          name="kind"
          value={filter.kind}
          any={t("allKinds")}
          options={AUDIT_KINDS.map((kind) => ({ value: kind, text: t(`kinds.${kind}`) }))}
        />
        <StoreSelect stores={stores} value={filter.storeId} />
        <Button type="submit">{to("show")}</Button>
      </form>
    </search>
  );
}
