"use client";

import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";

/** The place of the card while nothing waits: same frame, so that nothing moves when a code appears. */
export function Idle() {
  const t = useTranslations("till.live");
  return (
    <div className="hidden flex-[0_1_45.5rem] place-content-center justify-items-center gap-3 rounded-card border border-line-2 border-dashed px-8 text-center desktop:grid">
      <Icon name="scan" className="size-16 stroke-[1.25] text-control" />
      <p className="font-semibold">{t("idle")}</p>
      <p className="text-muted text-table">{t("idleText")}</p>
    </div>
  );
}
