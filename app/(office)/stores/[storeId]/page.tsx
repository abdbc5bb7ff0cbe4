import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GeneralFacts } from "#components/stores/general-facts.tsx";
import { GeneralForm } from "#components/stores/general-form.tsx";
import { RegisterList } from "#components/stores/register-list.tsx";
import { Section } from "#components/stores/section.tsx";
import { StoreTabs } from "#components/stores/store-tabs.tsx";
import { nameRegister, saveStore } from "../actions.ts";
import { requireStore, StoresFrame } from "../frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stores");
  return { title: t("title") };
}

type Props = { params: Promise<{ storeId: string }> };

/** What is set for a store as a whole, and its tills. */
export default async function StorePage({ params }: Props) {
  const { storeId } = await params;
  const { staff, store } = await requireStore("/stores/[storeId]", storeId);
  const t = await getTranslations("stores");
  const { general, registers, hasSold, mayManage } = store;
  return (
    <StoresFrame {...{ staff, store }}>
      <StoreTabs store={store} here="general" />
      <Section title={t("tillsTitle")} text={t("tillsText")}>
        <RegisterList {...{ storeId, registers }} nameRegister={mayManage ? nameRegister : null} />
      </Section>
      <Section title={t("general")} {...(mayManage ? {} : { text: t("readOnly") })}>
        {mayManage ? (
          <GeneralForm
            {...{ general, hasSold }}
            timeZones={Intl.supportedValuesOf("timeZone")}
            door={{ storeId, saveStore }}
          />
        ) : (
          <GeneralFacts general={general} />
        )}
      </Section>
    </StoresFrame>
  );
}
