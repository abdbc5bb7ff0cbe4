"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { forgetTouch } from "#components/lock/idle/last-touch.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Note } from "#components/ui/note.tsx";
import { type AuthAnswer, postAuth } from "./auth-request.ts";

type State = { kind: "idle" | "busy" | "missing" } | AuthAnswer;

/** Signs in and goes on to an address that was checked before. Nothing that was typed is ever cleared. */
export function LoginForm({ next }: { next: string }) {
  const t = useTranslations("login");
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [state, setState] = useState<State>({ kind: "idle" });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (state.kind === "busy") return;
    if (login.trim() === "" || password === "") return setState({ kind: "missing" });
    setState({ kind: "busy" });
    const answer = await postAuth("callback/credentials", { login: login.trim(), password });
    setState(answer);
    if (answer.kind !== "done") return;
    forgetTouch();
    location.assign(next);
  }

  const busy = state.kind === "busy" || state.kind === "done";
  const missing = state.kind === "missing";
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      {state.kind === "no_answer" && (
        <div role="alert" className="tone-warn">
          <Note icon="offline">{t("network")}</Note>
        </div>
      )}
      <Field
        label={t("userName")}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={login}
        onChange={(event) => setLogin(event.target.value)}
        error={missing && login.trim() === "" ? t("missingName") : null}
      />
      <Field
        label={t("password")}
        name="password"
        type={shown ? "text" : "password"}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={missing && password === "" ? t("missingPassword") : wrongText(t, state)}
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
      <Button type="submit" look="primary" className="min-h-13" aria-disabled={busy}>
        {busy ? t("busy") : t("submit")}
      </Button>
    </form>
  );
}

function wrongText(t: ReturnType<typeof useTranslations<"login">>, state: State): string | null {
  if (state.kind === "wrong" || state.kind === "crowded") return t(state.kind);
  return state.kind === "locked" ? t("locked", { seconds: state.seconds }) : null;
}
