import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { cache } from "react";
import { CertificateNotice } from "#app/(office)/certificate-notice.tsx";
import { acceptLate, askNow, cancelOrder, refundOrder } from "#app/(till)/actions.ts";
import { approversBeside } from "#app/(till)/approvers.ts";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { findReceipts, printCode, printReceipt } from "#app/(till)/receipt-actions.ts";
import { freshCode, lookUp, settleDouble } from "#app/(till)/sale-actions.ts";
import { savePreference } from "#app/preferences.ts";
import { requireOffice, turnAway } from "#app/session.ts";
import { officePages } from "#components/office/office-pages.ts";
import { OrderActs } from "#components/office/order/order-acts.tsx";
import { OrderPage } from "#components/office/order/order-page.tsx";
import { OfficeShell } from "#components/office/shell.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import type { Staff } from "#lib/auth/find-staff.ts";
import { asUser } from "#lib/auth/find-viewer.ts";
import { may } from "#lib/auth/roles.ts";
import { findOrder } from "#lib/orders/detail/queries.ts";
import type { OrderDetail } from "#lib/orders/detail/view.ts";
import { processShop } from "#lib/process.ts";
import { findPlace } from "#lib/stores/find-place.ts";
import { readPreferences } from "../../../../i18n/preferences.ts";

const PAGE = "/orders/[orderId]";

type Props = { params: Promise<{ orderId: string }> };

/** The order, once a request, for its title and its page. */
const load = cache(async (orderId: string) => {
  const { staff, ...rights } = await requireOffice(PAGE);
  const detail = await findOrder(processShop(), staff, orderId);
  return detail ? { staff, rights, detail } : turnAway(staff, PAGE, "/orders");
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ detail }, t] = await Promise.all([load((await params).orderId), getTranslations("detail")]);
  return { title: t("title", { number: detail.receiptNumber }) };
}

export default async function OneOrderPage({ params }: Props) {
  const [{ staff, rights, detail }, { language, theme, letters }, ts] = await Promise.all([
    load((await params).orderId),
    readPreferences(),
    getTranslations("shell"),
  ]);
  const pages = officePages(rights);
  const links = pages.map(({ text, ...link }) => ({ ...link, text: ts(text) }));
  return (
    <OfficeShell
      practice={detail.order.practice}
      {...{ pages, here: "/orders" }}
      place={detail.storeName}
      menu={<UserMenu name={staff.user.name} language={language} theme={theme} save={savePreference} links={links} />}
    >
      <CertificateNotice staff={staff} />
      <OrderPage detail={detail} now={Date.now()} acts={<OwnActs {...{ staff, detail, letters }} />} />
      <IdleWatch />
    </OfficeShell>
  );
}

/** The steps that this person may take; none for whoever only looks. */
async function OwnActs({ staff, detail, letters }: { staff: Staff; detail: OrderDetail; letters: boolean }) {
  const { order, storeId, registerId, merchantNumbers } = detail;
  const post = staff.stores.find((store) => store.storeId === storeId);
  if (!post || !may(post, "sell")) return null;
  const [place, approvers, messages] = await Promise.all([
    findPlace(processShop(), asUser(staff.user.id), registerId),
    approversBeside(staff.user.id),
    getMessages(),
  ]);
  if (!place) return null;
  const { till, states, login, fresh, lock, receipt, detail: words, orders } = messages;
  return (
    <NextIntlClientProvider
      messages={{
        ...{ till, states, login, fresh, lock },
        receipt: { till: receipt.till },
        orders: { methods: orders.methods },
        detail: { acts: words.acts },
      }}
    >
      <OrderActs
        order={order}
        number={merchantNumbers[0] ?? ""}
        registerId={registerId}
        store={{ ...place.store, mayRefund: may(post, "refund"), approvers, letters }}
        actions={{
          ...{ acceptLate, askNow, cancelOrder, refundOrder, freshCode, settleDouble, lookUp },
          receipts: { find: findReceipts, print: printReceipt, printCode },
        }}
      />
    </NextIntlClientProvider>
  );
}
