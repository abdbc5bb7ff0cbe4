"use client";

import { useTranslations } from "next-intl";
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
  ["C", "ask"],
  ["B", "bigger"],
  ["F", "freshCode"],
  ["S", "stay"],
  ["Esc", "escape"],
  ["Ctrl K", "commands"],
  ["?", "help"],
] as const;

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("till.help");
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <Facts pairs={KEYS.map(([key, does]) => [key, t(does)])} />
    </Dialog>
  );
}
