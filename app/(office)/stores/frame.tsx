import { redirect } from "next/navigation";
import { type Messages, NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CertificateNotice } from "#app/(office)/certificate-notice.tsx";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { savePreference } from "#app/preferences.ts";
import { currentStaff, officeRights, turnAway } from "#app/session.ts";
import { officePages } from "#components/office/office-pages.ts";
import { OfficeShell } from "#components/office/shell.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import type { Staff } from "#lib/auth/find-staff.ts";
import { may } from "#lib/auth/roles.ts";
import { processShop } from "#lib/process.ts";
import { findStore } from "#lib/stores/manage/queries.ts";
import type { StoreView } from "#lib/stores/manage/view.ts";
import { isUuid } from "#lib/uuid.ts";
import { readPreferences } from "../../../i18n/preferences.ts";

/** Who opens a page of stores; whoever sees the set-up of none is led away. */
export async function requireStores(page: string): Promise<Staff> {
  const staff = (await currentStaff()) ?? redirect("/login?callbackUrl=/stores");
  return staff.stores.some((one) => may(one, "see_store")) ? staff : turnAway(staff, page, "/");
}

/** The same for one store. `change`: only for those who may change it. */
export async function requireStore(
  page: string,
  storeId: string,
  { change = false } = {},
): Promise<{ staff: Staff; store: StoreView }> {
  const staff = await requireStores(page);
  const store = isUuid(storeId) ? await findStore(processShop(), staff, storeId) : null;
  return store && (store.mayManage || !change) ? { staff, store } : turnAway(staff, page, "/stores");
}

/** What the forms of stores speak. */
export const storeWords = ({ stores, connection, orders, till, login, lock, fresh, shell }: Messages) => ({
  ...{ stores, connection, login, lock, fresh },
  orders: { methods: orders.methods },
  till: { stage: till.stage },
  shell: { test: shell.test, testNote: shell.testNote },
});

/** `practice`: what the page is about, where that is no store. */
type Props = { staff: Staff; store?: StoreView; practice?: boolean; children: ReactNode };

/** The office around a page of stores, with the words that its forms speak. */
export async function StoresFrame({ staff, store, practice, children }: Props) {
  const [{ language, theme }, messages, ts] = await Promise.all([
    readPreferences(),
    getMessages(),
    getTranslations("shell"),
  ]);
  const pages = officePages(officeRights(staff));
  const links = pages.map(({ text, ...link }) => ({ ...link, text: ts(text) }));
  return (
    <OfficeShell
      {...{ pages, here: "/stores" }}
      practice={practice ?? store?.practice ?? staff.stores.every(({ practice }) => practice)}
      place={store?.name ?? null}
      menu={<UserMenu name={staff.user.name} language={language} theme={theme} save={savePreference} links={links} />}
    >
      <NextIntlClientProvider messages={storeWords(messages)}>
        <CertificateNotice staff={staff} />
        {children}
      </NextIntlClientProvider>
      <IdleWatch />
    </OfficeShell>
  );
}
