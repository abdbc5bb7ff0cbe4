"use client";

import { useTranslations } from "next-intl";
import { MENU_ROW } from "#components/shell/menu-row.ts";
import { Icon } from "#components/ui/icon.tsx";
import { useLock } from "./lock-context.ts";

/** In the user's menu of a registered till. */
export function LockRow() {
  const t = useTranslations("lock");
  const lock = useLock();
  return (
    <button type="button" className={MENU_ROW} onClick={() => lock?.lock()}>
      <Icon name="lock" className="size-5 text-muted" />
      {t("lock")}
      <span aria-hidden="true" className="ml-auto text-muted text-small">
        Alt L
      </span>
    </button>
  );
}
