"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "#components/lock/select-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Check } from "#components/ui/check.tsx";
import { Field } from "#components/ui/field.tsx";
import { asSentence } from "../as-sentence.ts";
import { useSay } from "../connection/use-say.ts";
import { useWord } from "../use-word.ts";
import type { EntryField, Typed } from "./fields.ts";
import { KeyField } from "./key-field.tsx";
import type { AccountForm } from "./use-account-form.ts";

type Props = { field: EntryField; form: AccountForm };

/** One entry of an account, with where to find it and what is wrong with it. */
export function EntryInput({ field, form }: Props) {
  const t = useTranslations("stores");
  const say = useSay();
  const word = useWord();
  const { name, kind, optional } = field;
  const words = asSentence(say(`fields.${name}`));
  const label = optional ? t("form.optional", { what: words }) : words;
  const help = word(`where.${field.where ?? name}`) ?? "";
  const value = form.typed[name];
  const error = form.errorOf(name);
  const set = (next: Typed) => form.set(name, next);
  const stored = form.storedMark(name);

  if (kind === "choice") {
    return (
      <div className="grid gap-1.5">
        <SelectField
          label={label}
          value={String(value ?? "")}
          options={(field.options ?? []).map((option) => ({
            value: option,
            text: word(`choices.${name}.${option}`) ?? option,
          }))}
          onChange={(next) => {
            set(next);
            form.leave(name);
          }}
        />
        <p className="text-muted text-small">{help}</p>
      </div>
    );
  }
  if (kind === "check") return <Check label={label} help={help} checked={value === true} onChange={set} />;
  if (kind === "key" || kind === "lines") {
    return (
      <KeyField
        {...{ label, name, value, help, error, stored, withUpload: kind === "key" }}
        mark={form.markOf(name)}
        onChange={set}
        onLeave={() => form.leave(name)}
      />
    );
  }
  return (
    <div className="grid gap-1.5">
      <Field
        label={label}
        name={name}
        type={kind === "day" ? "date" : "text"}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={typeof value === "string" ? value : ""}
        placeholder={stored === null ? undefined : t("form.kept")}
        help={
          <>
            {form.markOf(name) === null && stored !== null && (
              <span className="block text-text">{t("form.stored", { mark: stored })}</span>
            )}
            {help}
          </>
        }
        onChange={(event) => set(event.target.value)}
        onBlur={() => form.leave(name)}
        error={error}
      />
      {optional && stored !== null && (
        <Button className="justify-self-start" aria-pressed={form.isDropped(name)} onClick={() => form.drop(name)}>
          {t(form.isDropped(name) ? "form.willGo" : "form.drop")}
        </Button>
      )}
    </div>
  );
}
