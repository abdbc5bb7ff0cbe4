import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { byName } from "#components/office/search/by-name.ts";
import { StoreList } from "#components/stores/store-list.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import { processShop } from "#lib/process.ts";
import { findSetup } from "#lib/setup/queries.ts";
import { findStores } from "#lib/stores/manage/queries.ts";
import { requireStores, StoresFrame } from "./frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stores");
  return { title: t("title") };
}

/** The stores whose set-up this person sees. */
export default async function StoresPage() {
  const staff = await requireStores("/stores");
  const [stores, setup, t, tw, language] = await Promise.all([
    findStores(processShop(), staff),
    findSetup(processShop(), staff),
    getTranslations("stores"),
    getTranslations("setup"),
    getLocale(),
  ]);
  const sorted = stores.toSorted((one, other) => +one.practice - +other.practice || byName(language)(one, other));
  return (
    <StoresFrame staff={staff}>
      <div className="mb-4 flex max-w-240 flex-wrap items-center justify-between gap-3 tablet:mb-6">
        <h1 className="font-semibold text-title tracking-[-0.01em]">{t("title")}</h1>
        {stores.some(({ mayManage }) => mayManage) && (
          <a href="/stores/new" className={buttonClass("primary")}>
            {t("new")}
          </a>
        )}
      </div>
      {setup?.next && (
        <div className="tone-accent mb-4 max-w-240">
          <Note icon="info">
            {tw("notice")}{" "}
            <a href="/setup" className="font-semibold text-text underline">
              {tw("resume")}
            </a>
          </Note>
        </div>
      )}
      <StoreList stores={sorted} />
    </StoresFrame>
  );
}
