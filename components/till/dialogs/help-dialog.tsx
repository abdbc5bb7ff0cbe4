"use client";

import { useTranslations } from "next-intl";
import { useLock } from "#components/lock/lock-context.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Facts } from "#components/ui/facts.tsx";

const KEYS = [
  ["0–9 . ,", "digits"],
  ["Backspace", "back"],
  ["Delete", "clear"],
  ["+", "add"],
  ["Enter", "charge"],
  ["Alt R", "reference"],
  ["Alt ↓ ↑", "orders"],
  ["Alt L", "lock"],
  ["C", "ask"],
  ["B", "bigger"],
  ["F", "freshCode"],
  ["P", "print"],
  ["Q", "receipt"],
  ["S", "stay"],
  ["Esc", "escape"],
  ["Ctrl K", "commands"],
  ["?", "help"],
] as const;

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("till.help");
  const lock = useLock();
  const keys = KEYS.filter(([, does]) => does !== "lock" || lock !== null);
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <Facts pairs={keys.map(([key, does]) => [key, t(does)])} />
    </Dialog>
  );
}
