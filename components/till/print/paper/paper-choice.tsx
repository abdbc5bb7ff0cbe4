"use client";

import { useTranslations } from "next-intl";
import { Choices } from "#components/ui/choices.tsx";
import type { PaperWidth } from "#lib/receipts/commands.ts";
import { PAPER_WIDTHS } from "./widths.ts";

/** The paper that is in the printer. */
export function PaperChoice({ chosen, choose }: { chosen: PaperWidth; choose: (width: PaperWidth) => void }) {
  const t = useTranslations("receipt.till");
  return (
    <Choices
      legend={t("paper")}
      name="paper"
      options={PAPER_WIDTHS.map((width) => ({ value: width, text: t("width", { width }) }))}
      chosen={chosen}
      choose={choose}
    />
  );
}
