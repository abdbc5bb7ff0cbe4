"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { forgetTouch } from "#components/lock/idle/last-touch.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import type { AskPasskey } from "#lib/account/commands.ts";
import { CodeStep, NoAnswer } from "./code-form.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { PasswordField } from "./password-field.tsx";
import { useSignIn, useSignInText } from "./use-sign-in.ts";

/** Signs in and goes on to an address that was checked before. Nothing that was typed is ever cleared. */
type Props = {
  next: string;
  /** Null where browsers offer no passkeys at this address. */
  askPasskey: AskPasskey | null;
};

export function LoginForm({ next, askPasskey }: Props) {
  const t = useTranslations("login");
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  function done() {
    forgetTouch();
    location.assign(next);
  }
  const signIn = useSignIn(done);
  const refusal = useSignInText(signIn);
  const form = useRef<HTMLFormElement>(null);

  // What was typed, or filled in by the browser, before the page's scripts came: React would show the empty fields it knows.
  useEffect(() => {
    const typed = new FormData(form.current ?? undefined);
    setLogin(String(typed.get("login") ?? ""));
    setPassword(String(typed.get("password") ?? ""));
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (signIn.busy) return;
    const isMissing = login.trim() === "" || password === "";
    setMissing(isMissing);
    if (!isMissing) void signIn.sendPassword(login.trim(), password);
  }

  if (signIn.step !== null) return <CodeStep signIn={signIn} />;
  const askForPasskey = async () => {
    const answer = await askPasskey?.({});
    return answer?.kind === "question" ? answer.question : null;
  };
  return (
    <>
      <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-5">
        <NoAnswer signIn={signIn} />
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
        <PasswordField
          label={t("password")}
          value={password}
          onType={setPassword}
          error={missing && password === "" ? t("missingPassword") : refusal}
        />
        <Button type="submit" look="primary" className="min-h-13" aria-disabled={signIn.busy}>
          {signIn.busy ? t("busy") : t("submit")}
        </Button>
      </form>
      {askPasskey !== null && <PasskeyButton ask={askForPasskey} onDone={done} />}
    </>
  );
}
