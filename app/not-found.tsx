import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors");
  return { title: t("notFound") };
}

export default async function NotFound() {
  const t = await getTranslations("errors");
  return (
    <PlainPage title={t("notFound")}>
      <p>{t("notFoundText")}</p>
      <a href="/" className={buttonClass("primary", "min-h-13")}>
        {t("toTill")}
      </a>
    </PlainPage>
  );
}
