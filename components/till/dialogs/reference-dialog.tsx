"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { REFERENCE_LIMIT, referenceLength, referenceProblem } from "./reference-text.ts";

type Props = { reference: string; onSave: (reference: string) => void; onClose: () => void };

export function ReferenceDialog({ reference, onSave, onClose }: Props) {
  const t = useTranslations("till.reference");
  const form = useId();
  const [text, setText] = useState(reference);
  const count = referenceLength(text);
  const problem = referenceProblem(text);
  const errors = {
    too_long: t("tooLong", { over: count - REFERENCE_LIMIT }),
    bad_characters: t("badCharacters"),
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (problem === null) onSave(text.trim());
  }

  return (
    <Dialog
      fills="phone"
      title={t("title")}
      onClose={onClose}
      foot={
        <>
          <Button className="min-h-13 flex-1" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" form={form} look="primary" className="min-h-13 flex-2" disabled={problem !== null}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-2">
        <Field
          data-first
          label={t("label")}
          name="reference"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={problem === null ? null : errors[problem]}
          help={
            <span className="flex justify-between gap-4">
              <span>{t("help")}</span>
              <span className="whitespace-nowrap">{t("count", { count, limit: REFERENCE_LIMIT })}</span>
            </span>
          }
        />
      </form>
    </Dialog>
  );
}
