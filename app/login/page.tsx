import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { savePreference } from "#app/preferences.ts";
import { isReadableOnTheWay, ownSite } from "#app/session.ts";
import { LoginForm } from "#components/login/login-form.tsx";
import { ownPath } from "#components/login/own-path.ts";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { LanguageChoice } from "#components/shell/preferences.tsx";
import { Note } from "#components/ui/note.tsx";
import { processShop } from "#lib/process.ts";
import { isNew } from "#lib/setup/queries.ts";
import { readPreferences } from "../../i18n/preferences.ts";
import { askPasskey } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("login");
  return { title: t("title") };
}

type Props = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

export default async function LoginPage({ searchParams }: Props) {
  const [{ callbackUrl }, { language }, t, { login }, readable, site, fresh] = await Promise.all([
    searchParams,
    readPreferences(),
    getTranslations("login"),
    getMessages(),
    isReadableOnTheWay(),
    ownSite(),
    isNew(processShop()),
  ]);
  // Who is not its owner is led on from there to the till.
  const home = fresh ? "/setup?begin" : "/";
  return (
    <PlainPage title={t("title")} foot={<LanguageChoice language={language} save={savePreference} />}>
      {readable && (
        <div className="tone-warn">
          <Note icon="info">{t("plainHttp")}</Note>
        </div>
      )}
      <NextIntlClientProvider messages={{ login }}>
        <LoginForm
          askPasskey={site === null ? null : askPasskey}
          next={typeof callbackUrl === "string" ? ownPath(callbackUrl) : home}
        />
      </NextIntlClientProvider>
    </PlainPage>
  );
}
