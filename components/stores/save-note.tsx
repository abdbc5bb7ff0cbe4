"use client";

import { useTranslations } from "next-intl";
import { Note } from "#components/ui/note.tsx";

/** What a form says of itself as a whole. */
export function SaveNote({ kind, count = 0 }: { kind: string; count?: number }) {
  const t = useTranslations("stores.said");
  if (kind === "saved") {
    return (
      <p role="status" className="text-muted text-table">
        {t("saved")}
      </p>
    );
  }
  const known = ["network", "not_found", "misfit", "wrong", "open_orders", "in_use"] as const;
  const said = known.find((each) => each === kind);
  if (said === undefined) return null;
  return (
    <div role="alert" className="tone-warn">
      <Note icon="info">{t(said, { count })}</Note>
    </div>
  );
}
