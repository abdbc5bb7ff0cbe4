"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";

type Props = { value: string; onChange: (value: string) => void; error: string | null };

/** A password that is chosen, with the rule below it. */
export function NewPasswordField({ value, onChange, error }: Props) {
  const t = useTranslations("join");
  const [shown, setShown] = useState(false);
  return (
    <Field
      label={t("password")}
      name="password"
      type={shown ? "text" : "password"}
      autoComplete="new-password"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
      help={t("passwordHelp")}
      inside={
        <Button
          look="plain"
          className="px-0!"
          aria-label={t(shown ? "hide" : "show")}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          <Icon name="eye" />
        </Button>
      }
    />
  );
}
