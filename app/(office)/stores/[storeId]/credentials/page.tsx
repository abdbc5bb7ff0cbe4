import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { saveCurrency, takeCurrency } from "#app/(office)/stores/actions.ts";
import { requireStore, StoresFrame } from "#app/(office)/stores/frame.tsx";
import { AccountList } from "#components/stores/credentials/account-list.tsx";
import { CurrencyList } from "#components/stores/currencies/currency-list.tsx";
import { Section } from "#components/stores/section.tsx";
import { StoreTabs } from "#components/stores/store-tabs.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stores");
  return { title: t("credentials") };
}

type Props = { params: Promise<{ storeId: string }> };

/** What a store sells in, and the accounts that take the money. */
export default async function CredentialsPage({ params }: Props) {
  const { storeId } = await params;
  const { staff, store } = await requireStore("/stores/[storeId]/credentials", storeId);
  const t = await getTranslations("stores");
  const { currencies, accounts, mayManage, general } = store;
  // First an account, then what is sold with it: whichever is missing is the next step, and stands out.
  const hasAccount = accounts.length > 0;
  const sells = (
    <Section title={t("sellsIn")} text={t("sellsInText")}>
      <CurrencyList
        store={{ id: storeId, currency: general.currency }}
        {...{ currencies, accounts }}
        actions={mayManage ? { saveCurrency, takeCurrency } : null}
      />
    </Section>
  );
  return (
    <StoresFrame {...{ staff, store }}>
      <StoreTabs store={store} here="credentials" />
      {hasAccount && sells}
      <Section
        title={t("accounts")}
        text={t("accountsText", { merchant: store.merchant })}
        aside={
          mayManage && (
            <a href={`/stores/${storeId}/credentials/new`} className={buttonClass(hasAccount ? "line" : "primary")}>
              {t("addAccount")}
            </a>
          )
        }
      >
        <AccountList {...{ storeId, accounts }} />
      </Section>
      {!hasAccount && sells}
    </StoresFrame>
  );
}
