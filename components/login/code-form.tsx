"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Note } from "#components/ui/note.tsx";
import { type SignIn, useSignInText } from "./use-sign-in.ts";

type Props = {
  send: (code: string) => void;
  busy: boolean;
  error: string | null;
  /** Tells one refusal from the next: the code is marked then, so that the next one takes its place. */
  times: number;
  /** Where a recovery code does as well. */
  spare?: boolean;
};

const DIGITS = 6;

/** One field for the six digits of an app; the sixth sends them, typed or pasted. */
export function CodeForm({ send, busy, error, times, spare = false }: Props) {
  const t = useTranslations("login");
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const [isSpare, setIsSpare] = useState(false);
  /** What was said of one kind of code is not said of the other. */
  const [heard, setHeard] = useState(-1);
  useEffect(() => {
    if (times < 0) return;
    input.current?.focus();
    input.current?.select();
  }, [times]);

  function type(typed: string) {
    if (isSpare) return setCode(typed);
    const digits = typed.replace(/\D/g, "").slice(0, DIGITS);
    setCode(digits);
    if (digits.length === DIGITS && digits !== code && !busy) send(digits);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy && code !== "") send(code);
  }

  function change() {
    setIsSpare(!isSpare);
    setHeard(times);
    setCode("");
    input.current?.focus();
  }

  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      <Field
        ref={input}
        label={t(isSpare ? "spareCode" : "code")}
        help={t(isSpare ? "spareHelp" : "codeHelp")}
        name="code"
        {...(isSpare
          ? { autoComplete: "off", autoCapitalize: "characters", spellCheck: false }
          : { autoComplete: "one-time-code", inputMode: "numeric" })}
        value={code}
        onChange={(event) => type(event.target.value)}
        error={times === heard ? null : error}
      />
      <Button type="submit" look="primary" className="min-h-13" aria-disabled={busy}>
        {t(busy ? "busy" : "next")}
      </Button>
      {spare && (
        <Button look="plain" onClick={change}>
          {t(isSpare ? "useApp" : "useSpare")}
        </Button>
      )}
    </form>
  );
}

/** Says that the server did not answer the last try. */
export function NoAnswer({ signIn }: { signIn: SignIn }) {
  const t = useTranslations("login");
  if (signIn.state.kind !== "no_answer") return null;
  return (
    <div role="alert" className="tone-warn">
      <Note icon="offline">{t("network")}</Note>
    </div>
  );
}

/** The second step of a sign-in by password. */
export function CodeStep({ signIn }: { signIn: SignIn }) {
  const t = useTranslations("login");
  const { sendCode, busy, times } = signIn;
  return (
    <>
      <NoAnswer signIn={signIn} />
      <p>{t("codeText")}</p>
      <CodeForm send={sendCode} {...{ busy, times }} error={useSignInText(signIn)} spare />
    </>
  );
}
