import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireStore, StoresFrame } from "#app/(office)/stores/frame.tsx";
import { NewAccount } from "#components/stores/entry/new-account.tsx";
import { Section } from "#components/stores/section.tsx";
import { StoreTabs } from "#components/stores/store-tabs.tsx";
import { checkAccount, saveAccount, testTyped } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stores");
  return { title: t("addAccount") };
}

type Props = { params: Promise<{ storeId: string }> };

export default async function NewAccountPage({ params }: Props) {
  const { storeId } = await params;
  const page = "/stores/[storeId]/credentials/new";
  const { staff, store } = await requireStore(page, storeId, { change: true });
  const t = await getTranslations("stores");
  const { id, code, practice } = store;
  return (
    <StoresFrame {...{ staff, store }}>
      <StoreTabs store={store} here="credentials" />
      <Section title={t("addAccount")} text={t(practice ? "kindNotes.practice" : "kindNotes.live")}>
        <NewAccount
          store={{ id, code, practice }}
          canShare={staff.stores.length > 1}
          next={`/stores/${id}/credentials/`}
          back={`/stores/${id}/credentials`}
          actions={{ checkAccount, saveAccount, testTyped }}
        />
      </Section>
    </StoresFrame>
  );
}
