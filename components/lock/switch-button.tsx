"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { useLock } from "./lock-context.ts";

/** The name in the header of a registered till: opens the PIN sheet for the next person. */
export function SwitchButton({ name, children }: { name: string; children: ReactNode }) {
  const t = useTranslations("lock");
  const lock = useLock();
  return (
    <button
      type="button"
      aria-label={t("changeFrom", { name })}
      className={buttonClass("plain", "px-2! tablet:px-3!")}
      onClick={() => lock?.change()}
    >
      {children}
    </button>
  );
}
