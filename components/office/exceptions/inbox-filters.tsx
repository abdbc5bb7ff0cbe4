import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { EXCEPTION_KINDS, type ExceptionKind } from "#lib/exceptions/view.ts";
import type { InboxFilter } from "./inbox-filter.ts";

type Props = {
  filter: InboxFilter;
  stores: readonly { id: string; name: string }[];
  counts: Record<ExceptionKind, number>;
};

/** A plain form that asks by GET, like the one of the orders. Each kind says how many there are of it. */
export function InboxFilters({ filter, stores, counts }: Props) {
  const t = useTranslations("exceptions");
  const to = useTranslations("orders");
  const all = EXCEPTION_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  return (
    <search>
      <form action="/exceptions" className="mb-4 flex flex-wrap gap-2">
        <Select
          label={t("kind")}
          name="kind"
          value={filter.kind ?? ""}
          options={[
            { value: "", text: t("allKinds", { count: all }) },
            ...EXCEPTION_KINDS.map((kind) => ({
              value: kind,
              text: t("kindCount", { kind: t(`kinds.${kind}`), count: counts[kind] }),
            })),
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
        <Button type="submit">{t("show")}</Button>
      </form>
    </search>
  );
}
