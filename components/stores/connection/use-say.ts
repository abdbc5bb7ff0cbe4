"use client";

import { useTranslations } from "next-intl";
import type { Say } from "#lib/stores/connection/write-report.ts";

/** Speaks the messages of the connection test; a field that nobody wrote a word for is said as it is called. */
export function useSay(): Say {
  const t = useTranslations("connection");
  return (key, facts = {}) => {
    const known = key as Parameters<typeof t.has>[0];
    return t.has(known) ? t(known, facts) : key.slice(key.indexOf(".") + 1);
  };
}
