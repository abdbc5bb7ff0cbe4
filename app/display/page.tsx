import type { Metadata } from "next";
import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { Display } from "#components/display/display.tsx";
import { PairingScreen } from "#components/display/pairing/pairing-screen.tsx";
import type { Words } from "#components/display/speech.tsx";
import { TestStripe } from "#components/shell/test-mark.tsx";
import { findDisplay, findDisplayPlace } from "#lib/displays/queries.ts";
import { env } from "#lib/env.ts";
import { processShop } from "#lib/process.ts";
import type { Language } from "../../i18n/languages.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("display");
  return { title: t("title") };
}

const wordsOf = async (locale: Language): Promise<Words> => {
  const { display, till, shell } = await getMessages({ locale });
  return { display, till: { money: till.money }, shell: { test: shell.test, testNote: shell.testNote } };
};

/** The screen that faces the customer: of the register that it is paired with, else the digits by which it can be. */
export default async function DisplayPage() {
  const shop = processShop();
  const viewer = await findDisplay(shop, (await headers()).get("cookie"));
  const place = viewer && (await findDisplayPlace(shop, viewer));
  if (place === null) {
    const { display } = await getMessages();
    return (
      <NextIntlClientProvider messages={{ display: { pairing: display.pairing } }}>
        <PairingScreen origin={env.publicUrl() ?? null} />
      </NextIntlClientProvider>
    );
  }
  const [en, zh] = await Promise.all([wordsOf("en"), wordsOf("zh-CN")]);
  return (
    <div className="flex h-dvh flex-col">
      {place.practice && <TestStripe />}
      <Display place={place} speech={{ en, "zh-CN": zh }} />
    </div>
  );
}
