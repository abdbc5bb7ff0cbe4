import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { currentStaff, currentTill, turnAway } from "#app/session.ts";
import { DeviceForm } from "#components/lock/devices/device-form.tsx";
import { DeviceList } from "#components/lock/devices/device-list.tsx";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import { findPeople } from "#lib/auth/find-people.ts";
import { findDevices, findManagedRegisters } from "#lib/devices/queries.ts";
import { processShop } from "#lib/process.ts";
import { IdleWatch } from "../idle-watch.tsx";
import { addTill, revokeDevice } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("devices");
  return { title: t("title") };
}

/** For managers: makes this browser a till, and shows what else was let in. */
export default async function DevicePage() {
  const staff = (await currentStaff()) ?? redirect("/login?callbackUrl=/device");
  const shop = processShop();
  const registers = await findManagedRegisters(shop, staff);
  if (registers.length === 0) turnAway(staff, "/device", "/");
  const [till, devices, t, messages] = await Promise.all([
    currentTill(),
    findDevices(shop, staff),
    getTranslations("devices"),
    getMessages(),
  ]);
  const nobodyOpens = till !== null && (await findPeople(shop, till.id)).length === 0;
  return (
    <PlainPage title={till === null ? t("register") : t("isTill", { name: till.name })}>
      <NextIntlClientProvider
        messages={{ devices: messages.devices, login: messages.login, lock: messages.lock, fresh: messages.fresh }}
      >
        <p>{t(till === null ? "registerText" : "isTillText")}</p>
        {nobodyOpens && (
          <div className="tone-warn">
            <Note icon="info">{t("pinHint")}</Note>
          </div>
        )}
        <DeviceForm
          registers={registers.map(({ id, name, storeName }) => ({ id, text: `${storeName} · ${name}` }))}
          now={till}
          addTill={addTill}
        />
        <h2 className="pt-4 font-semibold text-tape">{t("list")}</h2>
        <DeviceList
          devices={devices.map(({ id, kind, name, storeName, registerName, timeZone, lastSeenAt }) => ({
            ...{ id, kind, name, isThis: id === till?.id },
            place: `${storeName} · ${registerName}`,
            seen: `${dayText(lastSeenAt, timeZone)} ${shortClockText(lastSeenAt, timeZone)}`,
          }))}
          revoke={revokeDevice}
        />
        <a href="/" className={buttonClass("plain", "min-h-13")}>
          {t("back")}
        </a>
      </NextIntlClientProvider>
      <IdleWatch />
    </PlainPage>
  );
}
