import { getTranslations } from "next-intl/server";
import { testAccount } from "#app/(office)/stores/[storeId]/credentials/actions.ts";
import { saveCurrency, takeCurrency } from "#app/(office)/stores/actions.ts";
import { GoOn, Lead } from "#components/setup/setup-shell.tsx";
import { TrialChoice } from "#components/setup/trial-choice.tsx";
import { StoredTest } from "#components/stores/connection/stored-test.tsx";
import { CurrencyList } from "#components/stores/currencies/currency-list.tsx";
import { Section } from "#components/stores/section.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import type { Staff } from "#lib/auth/find-staff.ts";
import { processShop } from "#lib/process.ts";
import type { SetupView, Trial } from "#lib/setup/view.ts";
import { findStore } from "#lib/stores/manage/queries.ts";

type Props = { staff: Staff; setup: SetupView; trial: Trial };

/** The eight checks on the real exchange; and what the store sells in with the account. */
export async function TestStep({ staff, setup: { trials }, trial }: Props) {
  const [t, ts, store] = await Promise.all([
    getTranslations("setup"),
    getTranslations("stores"),
    findStore(processShop(), staff, trial.storeId),
  ]);
  if (store === null) return null;
  const { storeId, accountId, code, generation, practice, testedAt, currencies } = trial;
  const chosenFirst = store.accounts.toSorted((a, b) => Number(b.id === accountId) - Number(a.id === accountId));
  return (
    <>
      <Lead>{t(practice ? "test.text" : "test.textSells")}</Lead>
      <TrialChoice step="test" trials={trials} chosen={trial} />
      <Section title={ts("test.title")} text={ts("test.text")}>
        <StoredTest
          key={accountId}
          {...{ storeId, accountId, testAccount }}
          account={{ account: code, generation, practice }}
          isNext={testedAt === null}
        />
      </Section>
      {!practice && (
        <Section title={ts("sellsIn")} text={t("test.sellsText")}>
          <CurrencyList
            store={{ id: storeId, currency: store.general.currency }}
            currencies={store.currencies}
            accounts={chosenFirst}
            actions={{ saveCurrency, takeCurrency }}
          />
        </Section>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {currencies.length > 0 && (
          <GoOn to={`/setup?step=sale&account=${accountId}`} main={testedAt !== null}>
            {t(testedAt === null ? "test.untested" : "goOn")}
          </GoOn>
        )}
        {!practice && (
          <a href="/setup?step=credentials&more" className={buttonClass("plain", "min-h-13")}>
            {t("credentials.more")}
          </a>
        )}
      </div>
    </>
  );
}
