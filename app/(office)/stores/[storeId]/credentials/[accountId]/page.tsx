import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SilenceNotice } from "#app/(office)/silence-notice.tsx";
import { requireStore, StoresFrame } from "#app/(office)/stores/frame.tsx";
import { charge } from "#app/(till)/actions.ts";
import { savePreference } from "#app/preferences.ts";
import { turnAway } from "#app/session.ts";
import { asSentence } from "#components/stores/as-sentence.ts";
import { StoredTest } from "#components/stores/connection/stored-test.tsx";
import { AccountFacts } from "#components/stores/credentials/account-facts.tsx";
import { NotifyCard } from "#components/stores/credentials/notify-card.tsx";
import { RemoveAccountButton } from "#components/stores/credentials/remove-account.tsx";
import { TestSale } from "#components/stores/credentials/test-sale.tsx";
import { VersionList } from "#components/stores/credentials/version-list.tsx";
import { ChangeAccount } from "#components/stores/entry/change-account.tsx";
import { Section } from "#components/stores/section.tsx";
import { StoreTabs } from "#components/stores/store-tabs.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import { processShop } from "#lib/process.ts";
import { findAccount } from "#lib/stores/manage/queries.ts";
import { isUuid } from "#lib/uuid.ts";
import { checkAccount, removeAccount, saveAccount, testAccount, testNews, testTyped } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stores");
  return { title: t("credentials") };
}

type Props = {
  params: Promise<{ storeId: string; accountId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PAGE = "/stores/[storeId]/credentials/[accountId]";

/** One account: what is known of it, its connection, its notify address; or the form for its next version. */
export default async function AccountPage({ params, searchParams }: Props) {
  const [{ storeId, accountId }, { change }] = await Promise.all([params, searchParams]);
  const { staff, store } = await requireStore(PAGE, storeId);
  const found = isUuid(accountId) ? await findAccount(processShop(), staff, { storeId, accountId }) : null;
  const account = found ?? turnAway(staff, PAGE, `/stores/${storeId}/credentials`);
  const t = await getTranslations("stores");
  const { id, code, practice, timeZone, mayManage } = store;
  if (change !== undefined && mayManage) {
    return (
      <StoresFrame {...{ staff, store }}>
        <StoreTabs store={store} here="credentials" />
        <Section title={t("changeAccount", { account: account.code })} text={t("changeText")}>
          <ChangeAccount
            store={{ id, code, practice }}
            generation={account.generation}
            known={account}
            canShare={staff.stores.length > 1}
            actions={{ checkAccount, saveAccount, testTyped }}
          />
        </Section>
      </StoresFrame>
    );
  }
  const named = { account: account.code, generation: account.generation, practice: account.practice };
  return (
    <StoresFrame {...{ staff, store }}>
      <StoreTabs store={store} here="credentials" />
      <Section
        title={account.code}
        text={asSentence(account.usedBy.length > 0 ? t("usedBy", { stores: account.usedBy.join(", ") }) : t("notUsed"))}
        aside={
          mayManage && (
            <a href={`/stores/${storeId}/credentials/${accountId}?change`} className={buttonClass("line")}>
              {t("changeCredentials")}
            </a>
          )
        }
      >
        {mayManage && account.usedBy.length === 0 && (
          <div className="tone-accent px-5 pt-4">
            <Note icon="next">
              {t("notUsedNext")}{" "}
              <a
                href={`/stores/${storeId}/credentials`}
                className="inline-block py-0.5 font-semibold text-text underline"
              >
                {t("useIt")}
              </a>
            </Note>
          </div>
        )}
        <AccountFacts {...{ account, timeZone }} />
      </Section>
      <Section title={t("test.title")} text={t(practice ? "test.practiceText" : "test.text")}>
        <StoredTest {...{ storeId, accountId, testAccount }} account={named} isNext={account.testedAt === null} />
      </Section>
      <SilenceNotice {...{ staff, accountId }} />
      <Section title={t("notify.title")} text={t("notify.text")}>
        <NotifyCard notify={account.notify} now={Date.now()} timeZone={timeZone}>
          {account.testSale !== null && (
            <div className="border-line border-t pt-4">
              <TestSale
                {...{ storeId, charge, testNews }}
                sale={account.testSale}
                practice={practice}
                chooseTill={savePreference}
              />
            </div>
          )}
        </NotifyCard>
      </Section>
      <Section title={t("versions")} text={t("versionsText")}>
        <VersionList versions={account.versions} timeZone={timeZone} />
      </Section>
      {mayManage && account.usedBy.length === 0 && (
        <Section title={t("removeAccount")} text={t("removeNote")}>
          <RemoveAccountButton {...{ storeId, removeAccount }} account={{ id: account.id, code: account.code }} />
        </Section>
      )}
    </StoresFrame>
  );
}
