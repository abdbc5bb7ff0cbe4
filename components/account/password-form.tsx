"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PasswordField } from "#components/login/password-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Note } from "#components/ui/note.tsx";
import type { AccountActions } from "#lib/account/commands.ts";

type Props = { login: string; setPassword: AccountActions["setPassword"] };

type State =
  | Awaited<ReturnType<Props["setPassword"]>>
  | { kind: "idle" | "busy_now" | "missing" | "differs" | "network" };

/** The present password, and the new one twice. Nothing that was typed is cleared by a refusal. */
export function PasswordForm({ login, setPassword }: Props) {
  const t = useTranslations("account.password");
  const router = useRouter();
  const [typed, setTyped] = useState({ password: "", next: "", again: "" });
  const [state, setState] = useState<State>({ kind: "idle" });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { password, next, again } = typed;
    if (state.kind === "busy_now") return;
    if (password === "" || next === "") return setState({ kind: "missing" });
    if (next !== again) return setState({ kind: "differs" });
    setState({ kind: "busy_now" });
    const answer: State = await setPassword({ password, next }).catch(() => ({ kind: "network" }));
    if (answer.kind === "signed_out") return location.assign("/login?callbackUrl=/account");
    setState(answer);
    if (answer.kind !== "set") return;
    setTyped({ password: "", next: "", again: "" });
    router.refresh();
  }

  const own = state.kind === "wrong" || (state.kind === "missing" && typed.password === "") ? t(state.kind) : null;
  const missesNew = state.kind === "missing" && typed.password !== "" ? t("missingNew") : null;
  const form =
    state.kind === "locked"
      ? t("locked", { seconds: state.seconds })
      : state.kind === "busy" || state.kind === "network" || state.kind === "not_found"
        ? t(state.kind)
        : null;
  const field = (name: "next" | "again") => ({
    ...{ name, type: "password", autoComplete: "new-password", value: typed[name] },
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  });
  return (
    <section aria-labelledby="password" className="grid gap-4 border-line border-t pt-5">
      <h2 id="password" className="font-semibold text-tape">
        {t("title")}
      </h2>
      <form method="post" onSubmit={submit} noValidate className="grid gap-5">
        <div role="status" className="tone-paid empty:hidden">
          {state.kind === "set" && <Note icon="paid">{t("set")}</Note>}
        </div>
        {form !== null && (
          <div role="alert" className="tone-warn">
            <Note icon="info">{form}</Note>
          </div>
        )}
        {/* For those who let their browser remember passwords. */}
        <input type="hidden" name="login" autoComplete="username" value={login} readOnly />
        <PasswordField
          label={t("now")}
          value={typed.password}
          onType={(password) => setTyped({ ...typed, password })}
          error={own}
        />
        <Field
          label={t("next")}
          help={t("rules")}
          error={state.kind === "refused" ? t(`refused.${state.problem}`) : missesNew}
          {...field("next")}
        />
        <Field label={t("again")} error={state.kind === "differs" ? t("differs") : null} {...field("again")} />
        <Button type="submit" className="min-h-13" aria-disabled={state.kind === "busy_now"}>
          {t(state.kind === "busy_now" ? "saving" : "submit")}
        </Button>
      </form>
    </section>
  );
}
