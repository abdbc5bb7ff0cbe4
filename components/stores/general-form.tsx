"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { SelectField } from "#components/lock/select-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Check } from "#components/ui/check.tsx";
import { Choices } from "#components/ui/choices.tsx";
import { Field } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { AddFirstStore, AddFirstStoreResult } from "#lib/setup/commands.ts";
import type { AddStore, SaveStore } from "#lib/stores/manage/commands.ts";
import type { StoreView } from "#lib/stores/manage/view.ts";
import { SaveNote } from "./save-note.tsx";
import { Columns, Group } from "./section.tsx";
import { useFirstWrong, useSave } from "./use-save.ts";
import { useWord } from "./use-word.ts";

type General = StoreView["general"];
type Props = {
  general: General;
  timeZones: readonly string[];
  hasSold: boolean;
  /** Where the new store belongs, with whom it is made, and whether it may be one for practice; or the store that is changed. */
  door:
    | { beside: string; addStore: AddStore; offersPractice: boolean }
    | { addFirstStore: AddFirstStore }
    | { storeId: string; saveStore: SaveStore };
};

const LANGUAGES = ["zh-CN", "en"] as const;
/** What the form of a new store shows at once. */
const FIRST = ["name", "currency", "dayStart", "timeZone", "language", "secondLanguage"];

/** What is set for a store as a whole. */
export function GeneralForm({ general, timeZones, hasSold, door }: Props) {
  const t = useTranslations("stores");
  const word = useWord();
  const router = useRouter();
  const [typed, setTyped] = useState<General>(general);
  const [practice, setPractice] = useState(false);
  const { state, save, busy, forget, dialog } = useSave<AddFirstStoreResult | { kind: "signed_out" }>();
  const form = useFirstWrong(state.kind);
  const misfits = state.kind === "misfit" ? state.fields : [];
  const set = (change: Partial<General>) => {
    forget();
    setTyped((before) => ({ ...before, ...change }));
  };
  const wrong = (field: keyof General) => (misfits.includes(field) ? t(`wrong.${field}`) : null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const sent = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== "" && value !== undefined));
    const answer = await save(() => {
      if ("addFirstStore" in door) return door.addFirstStore({ general: sent });
      if ("addStore" in door) return door.addStore({ storeId: door.beside, practice, general: sent });
      return door.saveStore({ storeId: door.storeId, general: sent });
    });
    // Somebody else was faster: the set-up knows by now.
    if (answer?.kind === "exists") return location.assign("/setup");
    if (answer?.kind !== "saved") return;
    if ("addStore" in door) location.assign(`/stores/${answer.storeId}/credentials`);
    else if ("addFirstStore" in door) location.assign("/setup");
    else router.refresh();
  }

  const text = (field: "name" | "address" | "taxId" | "receiptFooter" | "currency" | "dayStart") => (
    <Field
      label={t(`fields.${field}`)}
      name={field}
      autoComplete="off"
      value={typed[field] ?? ""}
      help={word(`help.${field}`) ?? undefined}
      onChange={(event) => set({ [field]: event.target.value })}
      error={wrong(field)}
      readOnly={field === "currency" && hasSold}
    />
  );
  const number = (
    field: "codeLifeMinutes" | "pinLength" | "idleLockMinutes" | "officeIdleMinutes" | "freshMinutes",
    least: number,
    most: number,
  ) => (
    <Field
      label={t(`fields.${field}`)}
      name={field}
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      value={Number.isNaN(typed[field]) ? "" : typed[field]}
      help={word(`help.${field}`) ?? undefined}
      onChange={(event) => set({ [field]: event.target.valueAsNumber })}
      error={wrong(field)}
    />
  );
  const check = (field: "requireShift" | "centsFirst" | "lockAfterSale") => (
    <Check label={t(`fields.${field}`)} checked={typed[field]} onChange={(value) => set({ [field]: value })} />
  );
  const isNew = !("storeId" in door);
  const second = LANGUAGES.find((one) => one !== typed.language) ?? "en";

  const further = (
    <>
      <Group title={t("groups.sale")}>
        {number("codeLifeMinutes", 1, 15)}
        <SelectField
          label={t("fields.returnSeconds")}
          value={String(typed.returnSeconds)}
          options={[0, 5, 8, 15].map((seconds) => ({
            value: String(seconds),
            text: seconds === 0 ? t("never") : t("seconds", { seconds }),
          }))}
          onChange={(value) => set({ returnSeconds: Number(value) as General["returnSeconds"] })}
        />
        {check("requireShift")}
        {check("centsFirst")}
      </Group>
      <Group title={t("groups.lock")}>
        <Columns>
          {number("pinLength", 4, 8)}
          {number("idleLockMinutes", 0, 30)}
        </Columns>
        {check("lockAfterSale")}
        <Columns>
          {number("officeIdleMinutes", 0, 720)}
          {number("freshMinutes", 1, 120)}
        </Columns>
      </Group>
      <Group title={t("groups.receipt")}>
        {text("address")}
        {text("taxId")}
        {text("receiptFooter")}
      </Group>
    </>
  );

  return (
    <>
      <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-6 px-5 py-5">
        <Group title={t("groups.store")}>
          {"addStore" in door && door.offersPractice && (
            <Choices
              legend={t("kind")}
              name="practice"
              options={[
                { value: "live", text: t("kinds.live") },
                { value: "practice", text: t("kinds.practice") },
              ]}
              chosen={practice ? "practice" : "live"}
              choose={(value) => setPractice(value === "practice")}
            />
          )}
          {text("name")}
          <Columns>
            {text("currency")}
            {text("dayStart")}
          </Columns>
          <SelectField
            label={t("fields.timeZone")}
            value={typed.timeZone}
            options={timeZones.map((zone) => ({ value: zone, text: zone.replaceAll("_", " ") }))}
            onChange={(timeZone) => set({ timeZone })}
          />
          <SelectField
            label={t("fields.language")}
            value={typed.language}
            options={LANGUAGES.map((value) => ({ value, text: t(`languages.${value}`) }))}
            onChange={(value) =>
              set({
                language: value === "en" ? "en" : "zh-CN",
                ...(typed.secondLanguage ? { secondLanguage: undefined } : {}),
              })
            }
          />
          <Check
            label={t("fields.secondLanguage", { language: t(`languages.${second}`) })}
            checked={typed.secondLanguage !== undefined}
            onChange={(on) => set({ secondLanguage: on ? second : undefined })}
          />
        </Group>
        {isNew ? (
          // What a form begins with fits most shops.
          <details
            className="group border-line border-t pt-3"
            open={misfits.some((field) => !FIRST.includes(field)) || undefined}
          >
            <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-table">
              <Icon name="down" className="-ml-0.5 mr-2 size-5 text-muted group-open:rotate-180" />
              {t("further")}
            </summary>
            <div className="grid gap-6 pt-3">{further}</div>
          </details>
        ) : (
          further
        )}
        <div className="grid gap-3 border-line border-t pt-5 desktop:pl-52">
          <SaveNote kind={state.kind} />
          <Button type="submit" look="primary" className="min-h-13 justify-self-start px-8!" aria-disabled={busy}>
            {t(busy ? "saving" : isNew ? "make" : "save")}
          </Button>
        </div>
      </form>
      {dialog}
    </>
  );
}
