"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { useLock } from "#components/lock/lock-context.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

/** The session ended: nothing can be done here but to sign in again; at a registered till by PIN. */
export function SessionDialog({ onLocked }: { onLocked: () => void }) {
  const t = useTranslations("till.session");
  const lock = useLock();
  const isTill = lock !== null;
  const toLock = useEffectEvent(() => {
    lock?.lock();
    onLocked();
  });
  useEffect(() => {
    if (isTill) toLock();
  }, [isTill]);
  if (isTill) return null;
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
