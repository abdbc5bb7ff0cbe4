import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { savePreference } from "#app/preferences.ts";
import { isReadableOnTheWay } from "#app/session.ts";
import { LoginForm } from "#components/login/login-form.tsx";
import { ownPath } from "#components/login/own-path.ts";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { LanguageChoice } from "#components/shell/preferences.tsx";
import { Note } from "#components/ui/note.tsx";
import { readPreferences } from "../../i18n/preferences.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("login");
  return { title: t("title") };
}

type Props = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

export default async function LoginPage({ searchParams }: Props) {
  const [{ callbackUrl }, { language }, t, { login }, readable] = await Promise.all([
    searchParams,
    readPreferences(),
    getTranslations("login"),
    getMessages(),
    isReadableOnTheWay(),
  ]);
  return (
    <PlainPage title={t("title")} foot={<LanguageChoice language={language} save={savePreference} />}>
      {readable && (
        <div className="tone-warn">
          <Note icon="info">{t("plainHttp")}</Note>
        </div>
      )}
      <NextIntlClientProvider messages={{ login }}>
        <LoginForm next={ownPath(typeof callbackUrl === "string" ? callbackUrl : undefined)} />
      </NextIntlClientProvider>
    </PlainPage>
  );
}
