import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { SignOutForm } from "#components/login/sign-out-form.tsx";
import { PlainPage } from "#components/shell/plain-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signOut");
  return { title: t("title") };
}

export default async function SignOutPage() {
  const [t, { signOut }] = await Promise.all([getTranslations("signOut"), getMessages()]);
  return (
    <PlainPage title={t("title")}>
      <p>{t("text")}</p>
      <NextIntlClientProvider messages={{ signOut }}>
        <SignOutForm />
      </NextIntlClientProvider>
    </PlainPage>
  );
}
