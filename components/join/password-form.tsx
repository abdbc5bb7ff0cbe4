"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import type { ChoosePasswordResult, LinkActions } from "#lib/staff/commands.ts";
import { NewPasswordField } from "./new-password-field.tsx";

type State = ChoosePasswordResult | { kind: "idle" | "sending" | "missing" | "network" };
type Props = { token: string; login: string; choosePassword: LinkActions["choosePassword"] };

/** A new password for an account that is there; whoever is signed in with the old one is signed out. */
export function PasswordForm({ token, login, choosePassword }: Props) {
  const t = useTranslations("join");
  const [password, setPassword] = useState("");
  const [state, setState] = useState<State>({ kind: "idle" });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (state.kind === "sending") return;
    if (password === "") return setState({ kind: "missing" });
    setState({ kind: "sending" });
    const answer: State = await choosePassword({ token, password }).catch(() => ({ kind: "network" }));
    setState(answer);
    if (answer.kind === "set") location.assign("/login");
  }

  const busy = state.kind === "sending" || state.kind === "set";
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      {(state.kind === "network" || state.kind === "busy") && (
        <div role="alert" className="tone-warn">
          <Note icon="info">{t(state.kind === "busy" ? "crowded" : "network")}</Note>
        </div>
      )}
      {(state.kind === "used" || state.kind === "over" || state.kind === "withdrawn" || state.kind === "not_found") && (
        <div role="alert" className="tone-warn">
          <Note icon="info">{t(`void.${state.kind === "not_found" ? "withdrawn" : state.kind}`)}</Note>
        </div>
      )}
      <p>{t("forLogin", { login })}</p>
      {/* Password managers look for the name beside the password. */}
      <input type="text" name="login" autoComplete="username" value={login} readOnly hidden />
      <NewPasswordField value={password} onChange={setPassword} error={problemText(t, state)} />
      <Button type="submit" look="primary" className="min-h-13" aria-disabled={busy}>
        {busy ? t("busy") : t("setPassword")}
      </Button>
    </form>
  );
}

function problemText(t: ReturnType<typeof useTranslations<"join">>, state: State): string | null {
  if (state.kind === "missing") return t("missing");
  return state.kind === "password_refused" ? t(`problems.${state.problem}`) : null;
}
