"use client";

import { useTranslations } from "next-intl";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { Button } from "#components/ui/button.tsx";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("errors");
  return (
    <PlainPage title={t("title")}>
      <p role="alert">{t("text")}</p>
      <Button look="primary" className="min-h-13" onClick={reset}>
        {t("retry")}
      </Button>
      {error.digest !== undefined && (
        <p className="text-muted text-small">{t("reference", { reference: error.digest })}</p>
      )}
    </PlainPage>
  );
}
