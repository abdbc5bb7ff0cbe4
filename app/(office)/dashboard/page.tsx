import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CertificateNotice } from "#app/(office)/certificate-notice.tsx";
import { SilenceNotice } from "#app/(office)/silence-notice.tsx";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { savePreference } from "#app/preferences.ts";
import { officePages } from "#components/office/office-pages.ts";
import { Charts } from "#components/office/reports/charts.tsx";
import { spanText } from "#components/office/reports/date-text.ts";
import { type Query, readReportFilter } from "#components/office/reports/report-filter.ts";
import { CurrencyTabs, ReportFilters } from "#components/office/reports/report-filters.tsx";
import { Tiles } from "#components/office/reports/tiles.tsx";
import { OfficeShell } from "#components/office/shell.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { Note } from "#components/ui/note.tsx";
import { Refresh } from "#components/ui/refresh.tsx";
import { readPreferences } from "../../../i18n/preferences.ts";
import { loadDashboard } from "./load.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reports");
  return { title: t("title") };
}

/** Today changes with every sale; a report that found no room asks again soon. */
const [AGAIN_MS, BUSY_AGAIN_MS] = [20_000, 5_000];

export default async function DashboardPage({ searchParams }: { searchParams: Promise<Query> }) {
  const filter = readReportFilter(await searchParams);
  const [{ staff, rights, stores, shown, home, wish, result, inbox }, { language, theme }, locale, t, ts] =
    await Promise.all([
      loadDashboard(filter),
      readPreferences(),
      getLocale(),
      getTranslations("reports"),
      getTranslations("shell"),
    ]);
  const pages = officePages(rights);
  const links = pages.map(({ text, ...link }) => ({ ...link, text: ts(text) }));
  const place = shown.length === 1 ? home.storeName : t("stores", { count: shown.length });
  const report = result.kind === "report" ? result.report : null;
  return (
    <OfficeShell
      {...{ pages, here: "/dashboard" }}
      practice={home.practice}
      place={stores.length === 1 ? home.storeName : null}
      menu={<UserMenu name={staff.user.name} language={language} theme={theme} save={savePreference} links={links} />}
    >
      <div className="mb-4 flex min-h-11 flex-wrap items-baseline gap-x-3 gap-y-1 tablet:mb-6">
        <h1 className="font-semibold text-title tracking-[-0.01em]">{t("title")}</h1>
        <p className="text-muted">{`${spanText(wish.span, locale)} · ${place}`}</p>
      </div>
      <CertificateNotice staff={staff} />
      <SilenceNotice staff={staff} />
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-2 tablet:mb-6">
        <ReportFilters
          filter={filter}
          stores={stores.map(({ storeId, storeName, practice }) => ({ id: storeId, name: storeName, practice }))}
        />
        {report !== null && <CurrencyTabs filter={filter} currencies={report.currencies} currency={report.currency} />}
      </div>
      {report === null ? (
        <div role="status" className="tone-warn">
          <Note icon="clock">{t("busy")}</Note>
        </div>
      ) : (
        <>
          <Tiles
            {...{ report, inbox }}
            inboxAddress={shown.length === 1 ? `/exceptions?storeId=${home.storeId}` : "/exceptions"}
          />
          <Charts {...{ report, filter }} withStores={shown.length > 1} />
          <p className="mt-4 text-muted text-small">{t("zone", { zone: home.timeZone, start: startText(home) })}</p>
        </>
      )}
      {(report === null || report.running) && <Refresh everyMs={report === null ? BUSY_AGAIN_MS : AGAIN_MS} />}
      <IdleWatch />
    </OfficeShell>
  );
}

const startText = ({ dayStartMinute }: { dayStartMinute: number }): string =>
  [Math.trunc(dayStartMinute / 60), dayStartMinute % 60].map((part) => String(part).padStart(2, "0")).join(":");
