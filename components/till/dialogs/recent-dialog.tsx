"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { Recent } from "#components/till/recent.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

type Props = ComponentProps<typeof Recent> & {
  title: "title" | "waiting";
  /** What stands above the list. */
  above?: ReactNode;
  onClose: () => void;
};

/** A list of orders that has no column of its own: the recent ones on a phone, the waiting ones where tabs have no room. */
export function RecentDialog({ title, above, onClose, pick, ...list }: Props) {
  const t = useTranslations("till.recent");
  return (
    <Dialog title={t(title)} closeLabel={t("close")} onClose={onClose}>
      {above !== undefined && <div className="justify-self-end">{above}</div>}
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
