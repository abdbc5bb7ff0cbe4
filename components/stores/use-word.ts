"use client";

import { useTranslations } from "next-intl";

/** Speaks a text that not every entry has; null where nobody wrote one. */
export function useWord(): (key: string) => string | null {
  const t = useTranslations("stores");
  return (key) => {
    const known = key as Parameters<typeof t.has>[0];
    return t.has(known) ? t(known) : null;
  };
}
