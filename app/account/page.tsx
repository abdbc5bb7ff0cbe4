import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { currentStaff, currentTill, ownSite } from "#app/session.ts";
import { PasskeyList } from "#components/account/passkey-list.tsx";
import { PasswordForm } from "#components/account/password-form.tsx";
import { SecondStep } from "#components/account/second-step.tsx";
import { SessionList } from "#components/account/session-list.tsx";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import { findAccount } from "#lib/account/find-account.ts";
import { processShop } from "#lib/process.ts";
import { IdleWatch } from "../(till)/idle-watch.tsx";
import {
  addPasskey,
  beginPasskey,
  beginSecondStep,
  confirmSecondStep,
  endOtherSessions,
  endSession,
  removePasskey,
  removeSecondStep,
  renewRecoveryCodes,
  setPassword,
} from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title") };
}

/** Everybody's own way to sign in. Who came in by PIN is asked for the password first: four digits change none of it. */
export default async function AccountPage() {
  const [staff, till, t, messages, site] = await Promise.all([
    currentStaff(),
    currentTill(),
    getTranslations("account"),
    getMessages(),
    ownSite(),
  ]);
  if (staff === null) redirect("/login?callbackUrl=/account");
  const { user, stores, tillId } = staff;
  const back = stores.length > 0 || till !== null ? "/" : "/no-store";
  const account = await findAccount(processShop(), staff);
  const zone = stores[0]?.timeZone ?? "UTC";
  const when = (at: string) => `${dayText(at, zone)} ${shortClockText(at, zone)}`;
  return (
    <PlainPage title={t("title")}>
      <p className="-mt-4 text-muted [overflow-wrap:anywhere]">
        {user.name} · {user.login}
      </p>
      {tillId !== null ? (
        <>
          <p>{t("byPin")}</p>
          <a href="/login?callbackUrl=/account" className={buttonClass("primary", "min-h-13")}>
            {t("signIn")}
          </a>
        </>
      ) : (
        <NextIntlClientProvider
          messages={{ account: messages.account, login: messages.login, lock: messages.lock, fresh: messages.fresh }}
        >
          <SecondStep
            state={account.secondStep && { ...account.secondStep, since: when(account.secondStep.since) }}
            isNeeded={account.isNeeded}
            actions={{ beginSecondStep, confirmSecondStep, removeSecondStep, renewRecoveryCodes }}
          />
          <PasskeyList
            passkeys={account.passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
              ...{ id, name, added: when(createdAt), used: lastUsedAt && when(lastUsedAt) },
            }))}
            isOffered={site !== null}
            actions={{ beginPasskey, addPasskey, removePasskey }}
          />
          <SessionList
            sessions={account.sessions
              .toSorted((one, other) => +other.isThis - +one.isThis)
              .map((session) => ({ ...session, since: when(session.startedAt), seen: when(session.lastSeenAt) }))}
            actions={{ endSession, endOtherSessions }}
          />
          <PasswordForm login={user.login} setPassword={setPassword} />
        </NextIntlClientProvider>
      )}
      <a href={back} className={buttonClass("plain", "min-h-13")}>
        {t("back")}
      </a>
      <IdleWatch />
    </PlainPage>
  );
}
