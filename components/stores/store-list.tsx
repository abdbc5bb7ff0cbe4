"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { isWanted } from "#components/office/search/by-name.ts";
import { NameSearch, NothingFound } from "#components/office/search/name-search.tsx";
import { TestChip } from "#components/shell/test-mark.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { StoreSummary } from "#lib/stores/manage/view.ts";

/** The stores whose set-up somebody sees, one row each. */
export function StoreList({ stores }: { stores: readonly StoreSummary[] }) {
  const t = useTranslations("stores");
  const [wanted, setWanted] = useState("");
  const shown = stores.filter(({ name }) => isWanted(wanted, [name]));
  return (
    <div className="max-w-240">
      <NameSearch among={stores.length} label={t("search")} wanted={wanted} onType={setWanted} />
      {shown.length === 0 ? (
        <NothingFound>{t("nothing")}</NothingFound>
      ) : (
        <ul className="rounded-card border border-line bg-card">
          {shown.map(({ id, name, practice, currencies, registers }) => (
            <li key={id} data-store={id} className="border-line border-b last:border-0">
              <a
                href={`/stores/${id}`}
                className="flex min-h-16 items-center gap-4 px-5 py-3 text-text no-underline hover:bg-hover"
              >
                <span className="min-w-0 flex-1">
                  <b className="block font-semibold [overflow-wrap:anywhere]">{name}</b>
                  <span className="block text-muted text-table">
                    {currencies.length > 0 ? currencies.join(", ") : t("sellsNothing")} ·{" "}
                    {t("tills", { count: registers })}
                  </span>
                </span>
                {practice && <TestChip />}
                <Icon name="right" className="size-5 text-muted" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
