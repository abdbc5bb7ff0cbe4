import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { turnAway } from "#app/session.ts";
import { BackLink } from "#components/shell/back-link.tsx";
import { GeneralForm } from "#components/stores/general-form.tsx";
import { Section } from "#components/stores/section.tsx";
import { env } from "#lib/env.ts";
import { processShop } from "#lib/process.ts";
import { findStores } from "#lib/stores/manage/queries.ts";
import { storeGeneral } from "#lib/stores/schema.ts";
import { addStore } from "../actions.ts";
import { requireStores, StoresFrame } from "../frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stores");
  return { title: t("new") };
}

/** What a form begins with: the defaults of the store file. */
const NAMELESS = { name: "-" };

export default async function NewStorePage() {
  const staff = await requireStores("/stores/new");
  const stores = await findStores(processShop(), staff);
  const beside = stores.find(({ mayManage }) => mayManage) ?? turnAway(staff, "/stores/new", "/stores");
  const t = await getTranslations("stores");
  return (
    <StoresFrame staff={staff} practice={false}>
      <BackLink href="/stores">{t("title")}</BackLink>
      <h1 className="mb-4 font-semibold text-title tracking-[-0.01em] tablet:mb-6">{t("new")}</h1>
      <Section title={t("general")} text={t("newText")}>
        <GeneralForm
          general={{ ...storeGeneral.parse(NAMELESS), name: "" }}
          timeZones={Intl.supportedValuesOf("timeZone")}
          hasSold={false}
          door={{ beside: beside.id, addStore, offersPractice: env.practiceGateway() !== undefined }}
        />
      </Section>
    </StoresFrame>
  );
}
