"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Check } from "#components/ui/check.tsx";
import { Choices } from "#components/ui/choices.tsx";
import { Field } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Note } from "#components/ui/note.tsx";
import type { CheckAccount, SaveAccount, SaveAccountResult, TestTyped } from "#lib/stores/manage/commands.ts";
import type { AccountSummary } from "#lib/stores/manage/view.ts";
import { asSentence } from "../as-sentence.ts";
import { ConnectionTest } from "../connection/connection-test.tsx";
import { useConnectionTest } from "../connection/use-connection-test.ts";
import { useSay } from "../connection/use-say.ts";
import { SaveNote } from "../save-note.tsx";
import { useFirstWrong, useSave } from "../use-save.ts";
import { isTyped } from "./entries.ts";
import { EntryInput } from "./entry-input.tsx";
import { isWeak, TRUST } from "./fields.ts";
import { type KnownAccount, useAccountForm } from "./use-account-form.ts";

export type AccountActions = { checkAccount: CheckAccount; saveAccount: SaveAccount; testTyped: TestTyped };

type Props = {
  store: { id: string; code: string; practice: boolean };
  generation: AccountSummary["generation"];
  known: (KnownAccount & { code: string; shared: boolean }) | null;
  /** Where the merchant has further stores, they may use the account too. */
  canShare: boolean;
  actions: AccountActions;
  /** Where nothing is saved. */
  back?: string;
  /** A test of these credentials is on the page already, or comes with the next step. */
  onSaved: (accountId: string) => void;
};

/**
 * The credentials of one account: a new one, or the next version of one that is known. Keys are never shown again; whoever types none
 * keeps those that are stored.
 */
export function AccountForm({ store, generation, known, canShare, actions, back, onSaved }: Props) {
  const t = useTranslations("stores.form");
  const say = useSay();
  const [shared, setShared] = useState(known?.shared ?? false);
  const [passed, setPassed] = useState(false);
  const { state, save, busy, forget, dialog } = useSave<SaveAccountResult | { kind: "signed_out" }>();
  const form = useAccountForm({
    ...{ storeId: store.id, generation, practice: store.practice, known, checkAccount: actions.checkAccount },
    onChange: () => {
      setPassed(false);
      forget();
      test.forget();
    },
  });
  const test = useConnectionTest(() => actions.testTyped(form.sent()), setPassed);
  const element = useFirstWrong(state.kind);
  const { typed, fields } = form;
  const untested = state.kind === "untested";
  const changesKey = known !== null && form.storedMark("alipayPublicKey") !== null && isTyped(typed.alipayPublicKey);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await save(() => actions.saveAccount({ ...form.sent(), shared, accepted: passed || untested }));
    if (answer?.kind === "wrong") form.showAll(answer.problems);
    if (answer?.kind === "saved") onSaved(answer.accountId);
  }

  return (
    <>
      <form ref={element} method="post" onSubmit={submit} noValidate autoComplete="off" className="grid">
        <div className="grid max-w-140 gap-5 px-5 py-5">
          {generation === "openapi" && (
            <Choices
              legend={t("trust")}
              name={TRUST}
              options={(["key", "certificates"] as const).map((value) => ({ value, text: t(`trusts.${value}`) }))}
              chosen={typed[TRUST] === "certificates" ? "certificates" : "key"}
              choose={(value) => form.set(TRUST, value)}
            />
          )}
          {fields.main.map((field) => (
            <EntryInput key={field.name} field={field} form={form} />
          ))}
          {changesKey && (
            <Field
              label={t("formerUntil")}
              type="date"
              value={String(typed.formerKeyUntil ?? "")}
              help={t("formerUntilHelp")}
              onChange={(event) => form.set("formerKeyUntil", event.target.value)}
              error={form.errorOf("formerKeyUntil")}
            />
          )}
          {isWeak(generation, typed) && (
            <div className="tone-warn">
              <Note icon="info">{t(typed.signType === "MD5" ? "weakMd5" : "weakRsa")}</Note>
            </div>
          )}
          <details className="group" open={fields.further.some(({ name }) => form.errorOf(name) !== null) || undefined}>
            <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-table">
              <Icon name="down" className="mr-2 size-5 text-muted group-open:rotate-180" />
              {t("further")}
            </summary>
            <div className="grid gap-5 pt-3">
              {fields.further.map((field) => (
                <EntryInput key={field.name} field={field} form={form} />
              ))}
            </div>
          </details>
          {canShare && <Check label={t("shared")} help={t("sharedHelp")} checked={shared} onChange={setShared} />}
        </div>
        <div className="border-line border-t">
          <ConnectionTest
            account={{ account: known?.code ?? store.code, generation, practice: store.practice }}
            test={test}
          />
        </div>
        <div className="grid gap-3 border-line border-t px-5 py-4">
          {form.others.map(({ field, finding, facts }) => (
            <p key={`${field} ${finding}`} role="alert" className="font-semibold text-fail text-small">
              {asSentence(say(`said.${finding}`, { ...facts, field: say(`fields.${field}`) }))}
            </p>
          ))}
          {untested ? (
            <div role="alert" className="tone-warn">
              <Note icon="info">{t("untested", { count: state.stores })}</Note>
            </div>
          ) : (
            <SaveNote kind={state.kind} />
          )}
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              look={untested ? "danger" : "primary"}
              className="min-h-13 px-8!"
              aria-disabled={busy}
            >
              {t(busy ? "saving" : untested ? "saveAnyway" : known === null ? "save" : "saveVersion")}
            </Button>
            {back !== undefined && (
              <a href={back} className={buttonClass("plain", "min-h-13")}>
                {t("cancel")}
              </a>
            )}
          </div>
          <p className="text-muted text-small">{t("writeOnly")}</p>
        </div>
      </form>
      {dialog}
    </>
  );
}
