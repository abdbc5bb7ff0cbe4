import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { CertificateNotice } from "#app/(office)/certificate-notice.tsx";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { savePreference } from "#app/preferences.ts";
import { loadOrders, requireOffice } from "#app/session.ts";
import { ExportButton } from "#components/office/export/export-button.tsx";
import { NoOrders } from "#components/office/no-orders.tsx";
import { officePages } from "#components/office/office-pages.ts";
import { isNarrow, isOverDays, orderAddress, orderDownload, readOrderFilter } from "#components/office/order-filter.ts";
import { OrderFilters } from "#components/office/order-filters.tsx";
import { OrderCards, OrderTable } from "#components/office/order-list.tsx";
import { NoSums, OrderFoot, OrderSums } from "#components/office/order-totals.tsx";
import { countText } from "#components/office/reports/figures.ts";
import { ListKeys } from "#components/office/search/list-keys.tsx";
import { OfficeShell } from "#components/office/shell.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { MOST_SUMMED, type NoTotals } from "#lib/orders/list/queries.ts";
import type { OrderTotals } from "#lib/orders/view.ts";
import { readPreferences } from "../../../i18n/preferences.ts";
import { countOrders } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OrdersPage({ searchParams }: Props) {
  const filter = readOrderFilter(await searchParams);
  const [{ staff, user, stores, ...rights }, { page, choices, totals }, { language, theme, letters }, messages, t, ts] =
    await Promise.all([
      requireOffice(),
      loadOrders(wishes(filter)),
      readPreferences(),
      getMessages(),
      getTranslations("orders"),
      getTranslations("shell"),
    ]);
  const shown = stores.filter(({ id }) => filter.storeId === null || filter.storeId === id);
  const list = {
    rows: page.rows,
    withCurrency: new Set(page.rows.map(({ amount }) => amount.currency)).size > 1,
    withDay: isOverDays(filter),
    withStore: stores.length > 1,
  };
  const { export: texts, login, lock, fresh } = messages;
  const pages = officePages(rights);
  const links = pages.map(({ text, ...link }) => ({ ...link, text: ts(text) }));
  return (
    <OfficeShell
      practice={shown.every(({ practice }) => practice)}
      {...{ pages, here: "/orders" }}
      place={stores.length === 1 ? (stores[0]?.name ?? null) : null}
      menu={<UserMenu name={user.name} {...{ language, theme, letters, links }} save={savePreference} />}
    >
      <div className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-2 tablet:mb-6">
        <h1 className="font-semibold text-title tracking-[-0.01em]">{t("title")}</h1>
        <NextIntlClientProvider messages={{ export: texts, login, lock, fresh }}>
          <ExportButton {...orderDownload(filter)} count={countOrders} />
        </NextIntlClientProvider>
      </div>
      <CertificateNotice staff={staff} />
      <OrderFilters {...{ filter, stores, choices, letters }} />
      <div className="rounded-card border border-line bg-card">
        {page.rows.length === 0 ? (
          <NoOrders filtered={isNarrow(filter)} />
        ) : (
          <>
            <OrderTable {...list} />
            <OrderCards {...list} />
            <OrderFoot
              sums={
                <Suspense fallback={<OrderSums totals={null} />}>
                  <LaterSums totals={totals} />
                </Suspense>
              }
              newest={filter.olderThan === null ? null : orderAddress({ ...filter, olderThan: null })}
              older={page.olderThan === null ? null : orderAddress({ ...filter, olderThan: page.olderThan })}
            />
          </>
        )}
      </div>
      {new Set(page.rows.map(({ timeZone }) => timeZone)).size > 1 && (
        <p className="mt-3 text-muted text-small">{t("ownTimes")}</p>
      )}
      <ListKeys letters={letters} />
      <IdleWatch />
    </OfficeShell>
  );
}

async function LaterSums({ totals }: { totals: Promise<OrderTotals[] | NoTotals> }) {
  const summed = await totals;
  return typeof summed === "string" ? (
    <NoSums why={summed} most={countText(MOST_SUMMED)} />
  ) : (
    <OrderSums totals={summed} />
  );
}

/** The loader takes only what is wished for. */
const wishes = (filter: ReturnType<typeof readOrderFilter>) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null && value !== ""));
