import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { CertificateNotice } from "#app/(office)/certificate-notice.tsx";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { savePreference } from "#app/preferences.ts";
import { loadAudit } from "#app/session.ts";
import { auditAddress, auditDownload, readAuditFilter } from "#components/office/audit/audit-filter.ts";
import { AuditFilters } from "#components/office/audit/audit-filters.tsx";
import { AuditCards, AuditTable } from "#components/office/audit/audit-list.tsx";
import { ChainCard } from "#components/office/audit/chain-state.tsx";
import { ExportButton } from "#components/office/export/export-button.tsx";
import { officePages } from "#components/office/office-pages.ts";
import { OfficeShell } from "#components/office/shell.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { readPreferences } from "../../../i18n/preferences.ts";
import { countAudit } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const filter = readAuditFilter(await searchParams);
  const [{ staff, rights, page, chain, stores, shown }, { language, theme }, messages, t, to, ts] = await Promise.all([
    loadAudit(filter),
    readPreferences(),
    getMessages(),
    getTranslations("audit"),
    getTranslations("orders"),
    getTranslations("shell"),
  ]);
  const pages = officePages(rights);
  const links = pages.map(({ text, ...link }) => ({ ...link, text: ts(text) }));
  const list = { rows: page.rows, timeZone: shown[0]?.timeZone ?? "UTC" };
  const { export: texts, login, lock, fresh } = messages;
  const isNarrow = filter.day !== "all" || filter.kind !== null || filter.storeId !== null;
  return (
    <OfficeShell
      {...{ pages, here: "/audit" }}
      practice={shown.every(({ practice }) => practice)}
      place={stores.length === 1 ? (stores[0]?.name ?? null) : null}
      menu={<UserMenu name={staff.user.name} language={language} theme={theme} save={savePreference} links={links} />}
    >
      <div className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-2 tablet:mb-6">
        <h1 className="font-semibold text-title tracking-[-0.01em]">{t("title")}</h1>
        <NextIntlClientProvider messages={{ export: texts, login, lock, fresh }}>
          <ExportButton {...auditDownload(filter)} count={countAudit} />
        </NextIntlClientProvider>
      </div>
      <CertificateNotice staff={staff} />
      <ChainCard chain={chain} checkAddress={auditAddress({ ...filter, check: true })} />
      <AuditFilters filter={filter} stores={stores} />
      <div className="rounded-card border border-line bg-card">
        {page.rows.length === 0 ? (
          <div className="grid justify-items-center gap-4 px-6 py-16 text-center">
            <p>{isNarrow ? t("nothing") : t("none")}</p>
            {isNarrow && (
              <a href="/audit?day=all" className={buttonClass("line")}>
                {t("clear")}
              </a>
            )}
          </div>
        ) : (
          <>
            <AuditTable {...list} />
            <AuditCards {...list} />
            {(filter.olderThan !== null || page.olderThan !== null) && (
              <nav className="flex justify-end gap-2 px-5 py-3.5">
                {filter.olderThan !== null && (
                  <a href={auditAddress({ ...filter, olderThan: null, check: false })} className={buttonClass("line")}>
                    {to("newest")}
                  </a>
                )}
                {page.olderThan !== null && (
                  <a
                    href={auditAddress({ ...filter, olderThan: page.olderThan, check: false })}
                    rel="next"
                    className={buttonClass("line")}
                  >
                    {to("older")}
                  </a>
                )}
              </nav>
            )}
          </>
        )}
      </div>
      <IdleWatch />
    </OfficeShell>
  );
}
