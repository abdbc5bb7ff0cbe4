import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentStaff } from "#app/session.ts";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("noStore");
  return { title: t("title") };
}

/** Somebody signed in who works nowhere yet: before the first store of an installation was made. */
export default async function NoStorePage() {
  const staff = (await currentStaff()) ?? redirect("/login");
  if (staff.stores.length > 0) redirect("/");
  const t = await getTranslations("noStore");
  return (
    <PlainPage title={t("title")}>
      <p>{t("text")}</p>
      <pre className="overflow-x-auto rounded-s bg-well p-3 text-small">npm run -s scantill -- store apply FILE</pre>
      <a href="/" className={buttonClass("primary", "min-h-13")}>
        {t("retry")}
      </a>
      <a href="/sign-out" className={buttonClass("plain", "min-h-13")}>
        {t("signOut")}
      </a>
    </PlainPage>
  );
}
