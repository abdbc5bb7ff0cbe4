import { getTranslations } from "next-intl/server";
import { testNews } from "#app/(office)/stores/[storeId]/credentials/actions.ts";
import { charge } from "#app/(till)/actions.ts";
import { savePreference } from "#app/preferences.ts";
import { GoOn, Lead } from "#components/setup/setup-shell.tsx";
import { TrialChoice } from "#components/setup/trial-choice.tsx";
import { NotifyCard } from "#components/stores/credentials/notify-card.tsx";
import { TestSale } from "#components/stores/credentials/test-sale.tsx";
import { Section } from "#components/stores/section.tsx";
import { Note } from "#components/ui/note.tsx";
import type { Staff } from "#lib/auth/find-staff.ts";
import { env } from "#lib/env.ts";
import { processShop } from "#lib/process.ts";
import type { SetupView, Trial } from "#lib/setup/view.ts";
import { findAccount, findStore } from "#lib/stores/manage/queries.ts";

type Props = { staff: Staff; setup: SetupView; trial: Trial };

/** The smallest sale, paid with a phone; and how Alipay's word of it comes in (P22). */
export async function SaleStep({ staff, setup: { trials, next }, trial }: Props) {
  const { storeId, accountId, practice, sold } = trial;
  const [t, ts, store, account] = await Promise.all([
    getTranslations("setup"),
    getTranslations("stores"),
    findStore(processShop(), staff, storeId),
    findAccount(processShop(), staff, { storeId, accountId }),
  ]);
  if (store === null || account === null || account.testSale === null) return null;
  const wallet = new URL(env.practiceWallet() ?? "http://localhost");
  const isAlone = practice && /^(?:localhost|127\.0\.0\.1)$/.test(wallet.hostname);
  return (
    <>
      <Lead>{t("sale.text")}</Lead>
      <TrialChoice step="sale" trials={trials.filter(({ currencies }) => currencies.length > 0)} chosen={trial} />
      <Section title={t("sale.card")}>
        <div className="grid gap-4 px-5 py-5">
          {isAlone && !sold && (
            <div className="tone-accent">
              <Note icon="phone">{t("sale.alone")}</Note>
            </div>
          )}
          <TestSale
            key={accountId}
            {...{ storeId, practice, charge, testNews }}
            sale={account.testSale}
            sold={sold}
            chooseTill={savePreference}
            main={!sold}
          />
        </div>
      </Section>
      {sold && (
        <div className="mb-6">
          <GoOn to={next === null ? "/setup" : `/setup?step=${next}`}>{t(next === null ? "finish" : "goOn")}</GoOn>
        </div>
      )}
      {!practice && (
        <Section title={ts("notify.title")} text={ts("notify.text")}>
          <NotifyCard notify={account.notify} now={Date.now()} timeZone={store.timeZone} />
        </Section>
      )}
    </>
  );
}
