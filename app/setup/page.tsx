import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { storeWords } from "#app/(office)/stores/frame.tsx";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { savePreference } from "#app/preferences.ts";
import { currentStaff, turnAway } from "#app/session.ts";
import { SetupShell } from "#components/setup/setup-shell.tsx";
import { processShop } from "#lib/process.ts";
import { findSetup } from "#lib/setup/queries.ts";
import { isReachable, sellsForReal, trialFor } from "#lib/setup/states/steps.ts";
import { STEPS } from "#lib/setup/view.ts";
import { readPreferences } from "../../i18n/preferences.ts";
import { CredentialsStep } from "./steps/credentials.tsx";
import { End } from "./steps/end.tsx";
import { OwnerStep } from "./steps/owner.tsx";
import { SaleStep } from "./steps/sale.tsx";
import { StoreStep } from "./steps/store.tsx";
import { TestStep } from "./steps/test.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("setup");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * The first run of an installation, for its owner: five steps, each seen in what it has made, so that it is gone on with from
 * wherever one left, in any browser. `begin`: after a sign-in, for whoever that was.
 */
export default async function SetupPage({ searchParams }: Props) {
  const [{ begin, step: wanted, account, more }, staff, { language }, messages, t] = await Promise.all([
    searchParams,
    currentStaff(),
    readPreferences(),
    getMessages(),
    getTranslations("setup"),
  ]);
  if (staff === null) redirect("/login?callbackUrl=/setup");
  const setup = await findSetup(processShop(), staff);
  if (setup === null) return begin === undefined ? turnAway(staff, "/setup", "/") : redirect("/");
  const open = STEPS.filter((step) => isReachable(setup, step));
  const here = open.find((step) => step === wanted) ?? setup.next;
  const tried = here === "test" || here === "sale" ? here : null;
  const trial = tried && trialFor(setup, tried, typeof account === "string" ? account : null);
  const { setup: texts, join } = messages;
  const end = sellsForReal(setup.trials) ? "end.title" : "end.titlePractised";
  return (
    <SetupShell
      steps={{ here, done: setup.done, open }}
      practice={trial?.practice ?? false}
      language={language}
      save={savePreference}
      title={t(here === null ? end : `${here}.title`)}
    >
      <NextIntlClientProvider messages={{ ...storeWords(messages), setup: texts, join }}>
        {here === "owner" && <OwnerStep setup={setup} />}
        {here === "store" && <StoreStep {...{ staff, setup }} />}
        {here === "credentials" && <CredentialsStep {...{ staff, setup }} more={more !== undefined} />}
        {here === "test" && trial && <TestStep {...{ staff, setup, trial }} />}
        {here === "sale" && trial && <SaleStep {...{ staff, setup, trial }} />}
        {here === null && <End setup={setup} />}
      </NextIntlClientProvider>
      <IdleWatch />
    </SetupShell>
  );
}
