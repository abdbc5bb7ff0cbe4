import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CertificateNotice } from "#app/(office)/certificate-notice.tsx";
import { SilenceNotice } from "#app/(office)/silence-notice.tsx";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { savePreference } from "#app/preferences.ts";
import { requireOffice, turnAway } from "#app/session.ts";
import { noticeAddress, readNoticeFilter } from "#components/office/notices/notice-filter.ts";
import { NoticeFilters } from "#components/office/notices/notice-filters.tsx";
import { NoticeCards, NoticeTable } from "#components/office/notices/notice-list.tsx";
import { officePages } from "#components/office/office-pages.ts";
import { OfficeShell } from "#components/office/shell.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { findNotices } from "#lib/notices/log/queries.ts";
import { parseNoticeFilter } from "#lib/notices/log/schema.ts";
import { processShop } from "#lib/process.ts";
import { readPreferences } from "../../../i18n/preferences.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What Alipay sent, newest first. */
export default async function NotificationsPage({ searchParams }: Props) {
  const filter = readNoticeFilter(await searchParams);
  const { staff, user, stores, ...rights } = await requireOffice("/notifications");
  const chosen = stores.filter(({ id }) => id === filter.storeId);
  const real = stores.filter(({ practice }) => !practice);
  const shown = [chosen, real, stores].find((some) => some.length > 0) ?? stores;
  const wanted = parseNoticeFilter(
    filter,
    staff.stores.find(({ storeId }) => storeId === shown[0]?.id) ?? turnAway(staff, "/notifications", "/"),
    new Date(),
  );
  const [page, { language, theme }, t, to, ts] = await Promise.all([
    findNotices(processShop(), staff, { ...wanted, storeIds: shown.map(({ id }) => id) }),
    readPreferences(),
    getTranslations("notices"),
    getTranslations("orders"),
    getTranslations("shell"),
  ]);
  const pages = officePages(rights);
  const links = pages.map(({ text, ...link }) => ({ ...link, text: ts(text) }));
  const list = { rows: page.rows, withStore: shown.length > 1 };
  const isNarrow = noticeAddress({ ...filter, day: "week", olderThan: null }) !== "/notifications";
  return (
    <OfficeShell
      practice={shown.every(({ practice }) => practice)}
      {...{ pages, here: "/notifications" }}
      place={stores.length === 1 ? (stores[0]?.name ?? null) : null}
      menu={<UserMenu name={user.name} language={language} theme={theme} save={savePreference} links={links} />}
    >
      <h1 className="mb-4 flex min-h-11 items-center font-semibold text-title tracking-[-0.01em] tablet:mb-6">
        {t("title")}
      </h1>
      <CertificateNotice staff={staff} />
      <SilenceNotice staff={staff} />
      <NoticeFilters filter={filter} stores={stores} />
      <div className="rounded-card border border-line bg-card">
        {page.rows.length === 0 ? (
          <div className="grid justify-items-center gap-4 px-6 py-16 text-center">
            <p className="font-semibold">{isNarrow ? t("nothing") : t("none", { day: filter.day })}</p>
            {!isNarrow && <p className="max-w-prose text-muted text-table">{t("noneText")}</p>}
            {isNarrow && (
              <a href="/notifications?day=all" className={buttonClass("line")}>
                {to("clear")}
              </a>
            )}
          </div>
        ) : (
          <>
            <NoticeTable {...list} />
            <NoticeCards {...list} />
          </>
        )}
        {(filter.olderThan !== null || page.olderThan !== null) && (
          <nav className="flex justify-end gap-2 px-5 py-3.5">
            {filter.olderThan !== null && (
              <a href={noticeAddress({ ...filter, olderThan: null })} className={buttonClass("line")}>
                {to("newest")}
              </a>
            )}
            {page.olderThan !== null && (
              <a
                href={noticeAddress({ ...filter, olderThan: page.olderThan })}
                rel="next"
                className={buttonClass("line")}
              >
                {to("older")}
              </a>
            )}
          </nav>
        )}
      </div>
      <IdleWatch />
    </OfficeShell>
  );
}
