"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { SelectField } from "#components/lock/select-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Note } from "#components/ui/note.tsx";
import type { SaveCurrency, SaveCurrencyResult } from "#lib/stores/manage/commands.ts";
import type { AccountSummary, CurrencyView } from "#lib/stores/manage/view.ts";
import { SaveNote } from "../save-note.tsx";
import { useSave } from "../use-save.ts";

type Props = {
  store: { id: string; currency: string };
  accounts: readonly AccountSummary[];
  known: CurrencyView | null;
  /** Currencies that the store sells in already. */
  taken: readonly string[];
  saveCurrency: SaveCurrency;
  onClose: () => void;
};

const FIRST_LARGEST = "50000";

/** The account that takes the money in one currency, and the limits of one sale. */
export function CurrencyDialog({ store, accounts, known, taken, saveCurrency, onClose }: Props) {
  const t = useTranslations("stores");
  const tm = useTranslations("orders.methods");
  const router = useRouter();
  const first = taken.includes(store.currency) ? "" : store.currency;
  const [typed, setTyped] = useState({
    currency: known?.currency ?? first,
    accountId: known?.accountId ?? accounts[0]?.id ?? "",
    minAmount: known?.minAmount ?? "",
    maxAmount: known?.maxAmount ?? FIRST_LARGEST,
    confirmFrom: known?.confirmFrom ?? "",
  });
  const { state, save, busy, forget, dialog } = useSave<SaveCurrencyResult | { kind: "signed_out" }>();
  const misfits = state.kind === "misfit" ? state.fields : [];
  const form = "currency";

  async function send(accepted: boolean) {
    const currency = typed.currency.trim().toUpperCase();
    const answer = await save(() => saveCurrency({ storeId: store.id, ...typed, currency, accepted }));
    if (answer?.kind !== "saved") return;
    router.refresh();
    onClose();
  }
  const field = (name: "currency" | "minAmount" | "maxAmount" | "confirmFrom") => (
    <Field
      label={t(`fields.${name}`)}
      name={name}
      autoComplete="off"
      inputMode={name === "currency" ? "text" : "decimal"}
      value={typed[name]}
      help={name === "confirmFrom" || name === "minAmount" ? t(`help.${name}`) : undefined}
      onChange={(event) => {
        forget();
        setTyped((before) => ({ ...before, [name]: event.target.value.replace(",", ".") }));
      }}
      error={
        isMisfit(misfits, name, typed.currency) ? t(name === "currency" ? "wrong.saleCurrency" : `wrong.${name}`) : null
      }
    />
  );
  const untested = state.kind === "untested";

  return (
    <Dialog
      title={known === null ? t("addCurrency") : t("changeCurrency", { currency: known.currency })}
      fills="phone"
      onClose={onClose}
      foot={
        <>
          <Button className="min-h-13 flex-1" onClick={onClose}>
            {t("back")}
          </Button>
          <Button
            type="submit"
            form={form}
            look={untested ? "danger" : "primary"}
            className="min-h-13 flex-2"
            aria-disabled={busy}
          >
            {t(busy ? "saving" : untested ? "sellAnyway" : "save")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        method="post"
        noValidate
        className="grid gap-4"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send(untested);
        }}
      >
        {untested ? (
          <div role="alert" className="tone-warn">
            <Note icon="info">{t("untestedSale")}</Note>
          </div>
        ) : (
          state.kind !== "misfit" && (
            <SaveNote kind={state.kind} {...("count" in state ? { count: state.count } : {})} />
          )
        )}
        {known === null && field("currency")}
        <SelectField
          label={t("account")}
          value={typed.accountId}
          options={accounts.map(({ id, code, generation }) => ({ value: id, text: `${tm(generation)} · ${code}` }))}
          onChange={(accountId) => {
            forget();
            setTyped((before) => ({ ...before, accountId }));
          }}
        />
        {field("minAmount")}
        {field("maxAmount")}
        {field("confirmFrom")}
      </form>
      {dialog}
    </Dialog>
  );
}

/** What is wrong with the account for a currency is told at the currency's field. */
const isMisfit = (misfits: readonly string[], name: string, currency: string): boolean =>
  misfits.includes(name) || (name === "currency" && misfits.includes(currency.trim().toUpperCase()));
