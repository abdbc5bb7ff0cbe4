"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** Copies a text; where the browser does not let us (no https), shows it to be copied by hand. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("stores");
  const [state, setState] = useState<"idle" | "copied" | "by_hand">("idle");

  async function copy() {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setState(done === true ? "copied" : "by_hand");
  }

  if (state === "by_hand") {
    return (
      <textarea
        readOnly
        aria-label={label}
        value={text}
        rows={4}
        onFocus={(event) => event.target.select()}
        className="w-full rounded-card border border-control bg-card p-3 text-small"
      />
    );
  }
  return (
    <Button onClick={copy} aria-live="polite">
      {state === "copied" ? t("copied") : label}
    </Button>
  );
}
