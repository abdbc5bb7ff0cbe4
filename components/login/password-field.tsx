"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";

type Props = {
  label: string;
  value: string;
  onType: (password: string) => void;
  error: string | null;
  first?: boolean;
};

/** The present password, which can be read while it is typed. `first`: it has the focus when its dialog opens. */
export function PasswordField({ label, value, onType, error, first = false }: Props) {
  const t = useTranslations("login");
  const [shown, setShown] = useState(false);
  return (
    <Field
      label={label}
      name="password"
      type={shown ? "text" : "password"}
      autoComplete="current-password"
      data-first={first || undefined}
      value={value}
      onChange={(event) => onType(event.target.value)}
      error={error}
      inside={
        <Button
          look="plain"
          className="px-0!"
          aria-label={shown ? t("hide") : t("show")}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          <Icon name="eye" />
        </Button>
      }
    />
  );
}
