import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { CertificateNotice } from "#app/(office)/certificate-notice.tsx";
import { acceptLate, askNow, cancelOrder, refundOrder } from "#app/(till)/actions.ts";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { settleDouble } from "#app/(till)/sale-actions.ts";
import { savePreference } from "#app/preferences.ts";
import { requireOffice } from "#app/session.ts";
import { Inbox } from "#components/office/exceptions/inbox.tsx";
import { readInboxFilter } from "#components/office/exceptions/inbox-filter.ts";
import { InboxFilters } from "#components/office/exceptions/inbox-filters.tsx";
import { RiskSums } from "#components/office/exceptions/risk-sums.tsx";
import { officePages } from "#components/office/office-pages.ts";
import { OfficeShell } from "#components/office/shell.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { countInbox, findExceptions } from "#lib/exceptions/queries.ts";
import { parseExceptionFilter } from "#lib/exceptions/schema.ts";
import { processShop } from "#lib/process.ts";
import { readPreferences } from "../../../i18n/preferences.ts";
import { askRefund, dismissNotice, keepPayment, settleMismatch, takeBack } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("exceptions");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Everything that waits for a person, with its next step. */
export default async function ExceptionsPage({ searchParams }: Props) {
  const filter = readInboxFilter(await searchParams);
  const { staff, user, stores, ...rights } = await requireOffice("/exceptions");
  const chosen = stores.filter(({ id }) => id === filter.storeId);
  const storeId = chosen[0]?.id ?? null;
  // Before the rows: what comes up meanwhile makes another mark, and the page reads its rows once more.
  const seen = (await countInbox(processShop(), staff, storeId))?.mark ?? null;
  const now = new Date().toISOString();
  const [page, { language, theme }, messages, t, ts] = await Promise.all([
    findExceptions(processShop(), staff, parseExceptionFilter(filter)),
    readPreferences(),
    getMessages(),
    getTranslations("exceptions"),
    getTranslations("shell"),
  ]);
  const { exceptions, login, lock, fresh } = messages;
  const shown = chosen.length > 0 ? chosen : stores;
  const pages = officePages(rights);
  const links = pages.map(({ text, ...link }) => ({ ...link, text: ts(text) }));
  const actions = { askNow, acceptLate, settleDouble, cancelOrder, refundOrder };
  const own = { settleMismatch, keepPayment, dismissNotice, askRefund, takeBack };
  return (
    <OfficeShell
      practice={shown.every(({ practice }) => practice)}
      {...{ pages, here: "/exceptions" }}
      place={stores.length === 1 ? (stores[0]?.name ?? null) : null}
      menu={<UserMenu name={user.name} language={language} theme={theme} save={savePreference} links={links} />}
    >
      <h1 className="mb-4 flex min-h-11 items-center font-semibold text-title tracking-[-0.01em] tablet:mb-6">
        {t("title")}
      </h1>
      <CertificateNotice staff={staff} />
      <InboxFilters filter={filter} stores={stores} counts={page.counts} />
      <RiskSums risk={page.risk} />
      <NextIntlClientProvider messages={{ exceptions, login, lock, fresh }}>
        <Inbox
          rows={page.rows}
          {...{ seen, now, withStore: stores.length > 1, storeId }}
          actions={{ ...actions, ...own }}
        />
      </NextIntlClientProvider>
      {page.rows.length === 0 && (
        <div className="grid justify-items-center gap-4 rounded-card border border-line bg-card px-6 py-16 text-center">
          {filter.kind === null ? (
            <>
              <p className="font-semibold">{t("empty")}</p>
              <p className="text-muted text-table">{t("emptyText")}</p>
            </>
          ) : (
            <>
              <p>{t("nothing")}</p>
              <a href="/exceptions" className={buttonClass("line")}>
                {t("clear")}
              </a>
            </>
          )}
        </div>
      )}
      {page.more > 0 && <p className="mt-4 text-muted text-table">{t("more", { count: page.more })}</p>}
      <IdleWatch />
    </OfficeShell>
  );
}
