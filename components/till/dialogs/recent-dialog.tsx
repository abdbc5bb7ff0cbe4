"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Recent } from "#components/till/recent.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

/** The recent list on a phone, where it has no column of its own. */
export function RecentDialog({ onClose, pick, ...list }: ComponentProps<typeof Recent> & { onClose: () => void }) {
  const t = useTranslations("till.recent");
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <Recent
        {...list}
        pick={(id) => {
          onClose();
          pick(id);
        }}
      />
    </Dialog>
  );
}
