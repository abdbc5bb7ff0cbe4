"use client";

import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

/** The session ended: nothing can be done here but to sign in again. */
export function SessionDialog() {
  const t = useTranslations("till.session");
  return (
    <Dialog
      title={t("title")}
      onClose={() => {}}
      foot={
        <a href="/login" className={buttonClass("primary", "min-h-13 flex-1")}>
          {t("signIn")}
        </a>
      }
    >
      <p>{t("text")}</p>
    </Dialog>
  );
}
