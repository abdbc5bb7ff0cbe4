import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { currentStaff, currentTill } from "#app/session.ts";
import { PinForm } from "#components/lock/pin-form.tsx";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { IdleWatch } from "../idle-watch.tsx";
import { setPin } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pin");
  return { title: t("title") };
}

/** Everybody sets the own PIN, for each store one. */
export default async function PinPage() {
  const [staff, till, t, messages] = await Promise.all([
    currentStaff(),
    currentTill(),
    getTranslations("pin"),
    getMessages(),
  ]);
  const { stores } = staff ?? redirect("/login?callbackUrl=/pin");
  if (stores.length === 0) redirect("/no-store");
  const sorted = stores.toSorted((a, b) => Number(b.storeId === till?.storeId) - Number(a.storeId === till?.storeId));
  return (
    <PlainPage title={t("title")}>
      <NextIntlClientProvider messages={{ pin: messages.pin }}>
        <PinForm
          stores={sorted.map(({ storeId, storeName, pinLength }) => ({ id: storeId, name: storeName, pinLength }))}
          setPin={setPin}
        />
        <a href="/" className={buttonClass("plain", "min-h-13")}>
          {t("back")}
        </a>
      </NextIntlClientProvider>
      <IdleWatch />
    </PlainPage>
  );
}
