"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { changingSession } from "#components/login/auth-request.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Note } from "#components/ui/note.tsx";
import type { SetPin } from "#lib/devices/commands.ts";
import { SelectField } from "./select-field.tsx";

type Props = {
  /** The stores in which this person works, the one of this till first. */
  stores: readonly { id: string; name: string; pinLength: number }[];
  setPin: SetPin;
};

type Answer = Awaited<ReturnType<SetPin>>;
type State = Answer | { kind: "idle" | "saving" | "missing" | "differs" | "network" };

/** Own password, and the new PIN twice. Nothing that was typed is cleared by a refusal. */
export function PinForm({ stores, setPin }: Props) {
  const t = useTranslations("pin");
  const [storeId, setStoreId] = useState(stores[0]?.id ?? "");
  const [typed, setTyped] = useState({ password: "", pin: "", again: "" });
  const [state, setState] = useState<State>({ kind: "idle" });
  const digits = stores.find(({ id }) => id === storeId)?.pinLength ?? 4;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { password, pin, again } = typed;
    if (state.kind === "saving") return;
    if (password === "") return setState({ kind: "missing" });
    if (pin.length !== digits) return setState({ kind: "length", digits });
    if (pin !== again) return setState({ kind: "differs" });
    setState({ kind: "saving" });
    const saved = changingSession(setPin({ storeId, password, pin }));
    const answer: State = await saved.catch(() => ({ kind: "network" }));
    if (answer.kind === "signed_out") return location.assign("/login?callbackUrl=/pin");
    setState(answer);
    if (answer.kind === "set") setTyped({ password: "", pin: "", again: "" });
  }

  const errors = useErrors(state);
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
    type: "password",
    name,
  });
  const pinField = { inputMode: "numeric", autoComplete: "new-password", maxLength: digits } as const;
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      <p>{t("text", { digits })}</p>
      <div role="status" className="tone-paid empty:hidden">
        {state.kind === "set" && <Note icon="paid">{t("set")}</Note>}
      </div>
      {errors.form !== null && (
        <div role="alert" className="tone-warn">
          <Note icon="info">{errors.form}</Note>
        </div>
      )}
      {stores.length > 1 && (
        <SelectField
          label={t("store")}
          value={storeId}
          options={stores.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={setStoreId}
        />
      )}
      <Field label={t("password")} autoComplete="current-password" error={errors.password} {...field("password")} />
      <Field label={t("pin")} error={errors.pin} {...pinField} {...field("pin")} />
      <Field label={t("again")} error={errors.again} {...pinField} {...field("again")} />
      <Button type="submit" look="primary" className="min-h-13" aria-disabled={state.kind === "saving"}>
        {state.kind === "saving" ? t("busy") : t("submit")}
      </Button>
    </form>
  );
}

/** Where each refusal is said. */
function useErrors(state: State): Record<"form" | "password" | "pin" | "again", string | null> {
  const t = useTranslations("pin");
  const none = { form: null, password: null, pin: null, again: null };
  switch (state.kind) {
    case "wrong":
    case "missing":
      return { ...none, password: t(state.kind) };
    case "locked":
      return { ...none, form: t("locked", { seconds: state.seconds }) };
    case "too_often":
      return { ...none, form: t("tooOften") };
    case "busy":
      return { ...none, form: t("crowded") };
    case "network":
      return { ...none, form: t("network") };
    case "not_found":
      return { ...none, form: t("gone") };
    case "length":
      return { ...none, pin: t("length", { digits: state.digits }) };
    case "trivial":
    case "taken":
      return { ...none, pin: t(state.kind) };
    case "differs":
      return { ...none, again: t("differs") };
    default:
      return none;
  }
}
