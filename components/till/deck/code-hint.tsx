"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";

const SEEN = "scantill.codeHint";

/** Once per device, while its first code is shown: what a web page cannot do about the screen by itself. */
export function CodeHint() {
  const t = useTranslations("till.hint");
  const [words, setWords] = useState<"brightness" | "both" | null>(null);
  useEffect(() => {
    if (localStorage.getItem(SEEN) !== null) return;
    localStorage.setItem(SEEN, "1");
    setWords("wakeLock" in navigator ? "brightness" : "both");
  }, []);
  if (words === null) return null;
  return (
    <div
      role="status"
      className="flex items-center gap-2 rounded-card bg-well pl-4 text-table max-tablet:mx-4 max-tablet:my-2"
    >
      <p className="min-w-0 flex-1 py-1">{t(words)}</p>
      <IconButton icon="x" label={t("dismiss")} onClick={() => setWords(null)} />
    </div>
  );
}
