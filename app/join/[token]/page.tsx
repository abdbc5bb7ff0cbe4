import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { savePreference } from "#app/preferences.ts";
import { currentStaff, isReadableOnTheWay } from "#app/session.ts";
import { AccountForm } from "#components/join/account-form.tsx";
import { JoinForm } from "#components/join/join-form.tsx";
import { PasswordForm } from "#components/join/password-form.tsx";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { LanguageChoice } from "#components/shell/preferences.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import { isRole } from "#lib/auth/roles.ts";
import { processShop } from "#lib/process.ts";
import { findLink, refusalOf } from "#lib/staff/invitations/find-link.ts";
import { readPreferences } from "../../../i18n/preferences.ts";
import { choosePassword, join, joinAsUser } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("join");
  return { title: t("title") };
}

type Props = { params: Promise<{ token: string }> };

/** A link that was handed to somebody: shop and role, and the own consent; or a new password. */
export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const link = (await findLink(processShop(), token)) ?? notFound();
  const [staff, { language }, { join: texts }, t, tr, readable] = await Promise.all([
    currentStaff(),
    readPreferences(),
    getMessages(),
    getTranslations("join"),
    getTranslations("roles.names"),
    isReadableOnTheWay(),
  ]);
  const foot = <LanguageChoice language={language} save={savePreference} />;
  const refusal = refusalOf(link);
  if (refusal !== null) {
    return (
      <PlainPage title={t("void.title")} foot={foot}>
        <p data-link-state={refusal}>{t(`void.${refusal}`)}</p>
        <a href="/login" className={buttonClass("line", "min-h-13")}>
          {t("signIn")}
        </a>
      </PlainPage>
    );
  }
  const { storeName, role, roleName, forName, forLogin } = link;
  const isInvitation = role !== null;
  const title = isInvitation ? t("invited", { store: storeName }) : t("newPassword", { name: forName ?? "" });
  return (
    <PlainPage title={title} foot={foot}>
      {readable && (
        <div className="tone-warn">
          <Note icon="info">{t("plainHttp")}</Note>
        </div>
      )}
      <NextIntlClientProvider messages={{ join: texts }}>
        {!isInvitation && <PasswordForm {...{ token, choosePassword }} login={forLogin ?? ""} />}
        {isInvitation && (
          <p className="border-line border-y py-3">
            {t.rich("asRole", {
              role: isRole(role) ? tr(role) : (roleName ?? ""),
              b: (text) => <b className="font-semibold">{text}</b>,
            })}
          </p>
        )}
        {isInvitation && staff !== null && staff.tillId === null && (
          <AccountForm {...{ token, joinAsUser }} name={staff.user.name} store={storeName} />
        )}
        {isInvitation && (staff === null || staff.tillId !== null) && <JoinForm {...{ token, join }} />}
      </NextIntlClientProvider>
    </PlainPage>
  );
}
