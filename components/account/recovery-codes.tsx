"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";

type Props = { codes: readonly string[]; onKept: () => void };

/** Told once: they stand nowhere else. */
export function RecoveryCodes({ codes, onKept }: Props) {
  const t = useTranslations("account.step");
  const [copied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(codes.join("\n"));
    setCopied(true);
  }

  return (
    <>
      <div role="status" className="tone-paid">
        <Note icon="paid">{t("done")}</Note>
      </div>
      <p>{t("codes")}</p>
      <ul className="grid gap-x-4 rounded-card border border-line-2 p-4 text-table tabular-nums" data-recovery>
        {codes.map((code) => (
          <li key={code} className="py-1">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {/* Browsers let pages copy over https and on the machine itself alone. */}
        {globalThis.isSecureContext && (
          <Button className="min-h-13 flex-1" onClick={copy}>
            <span role="status">{t(copied ? "copied" : "copy")}</span>
          </Button>
        )}
        <Button look="primary" className="min-h-13 flex-1" onClick={onKept}>
          {t("kept")}
        </Button>
      </div>
    </>
  );
}
