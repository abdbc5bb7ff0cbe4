import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentStaff, turnAway } from "#app/session.ts";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { findRegisters, seesOrders } from "#lib/auth/find-staff.ts";
import { processShop } from "#lib/process.ts";
import { findSetup } from "#lib/setup/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("noStore");
  return { title: t("title") };
}

/** Somebody signed in for whom there is nothing to open: before the first store was made, or in roles without a page. */
export default async function NoStorePage() {
  const staff = (await currentStaff()) ?? redirect("/login");
  if (staff.stores.some(seesOrders) || (await findRegisters(processShop(), staff)).length > 0)
    turnAway(staff, "/no-store", "/");
  const [t, setup] = await Promise.all([getTranslations("noStore"), findSetup(processShop(), staff)]);
  return (
    <PlainPage title={t("title")}>
      <p>{t(setup ? "ownerText" : "text")}</p>
      {setup && (
        <a href="/setup" className={buttonClass("primary", "min-h-13")}>
          {t("setup")}
        </a>
      )}
      <pre className="overflow-x-auto rounded-s bg-well p-3 text-small">npm run -s scantill -- store apply FILE</pre>
      <a href="/" className={buttonClass(setup ? "line" : "primary", "min-h-13")}>
        {t("retry")}
      </a>
      <a href="/sign-out" className={buttonClass("plain", "min-h-13")}>
        {t("signOut")}
      </a>
    </PlainPage>
  );
}
