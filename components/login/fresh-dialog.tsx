"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PinPad } from "#components/lock/pad/pin-pad.tsx";
import { useDigits } from "#components/lock/pad/use-digits.ts";
import { useRefusalText } from "#components/lock/pad/use-refusal-text.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import type { Stale } from "#lib/account/commands.ts";
import { type AuthAnswer, postAuth } from "./auth-request.ts";
import { CodeStep, NoAnswer } from "./code-form.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { PasswordField } from "./password-field.tsx";
import { useSignIn, useSignInText } from "./use-sign-in.ts";

type Props = {
  stale: Stale;
  /** It was said to be done, and was not. */
  isAgain: boolean;
  /** `true`: there is a new session of the same person. */
  onEnd: (proved: boolean) => void;
};

/** Is it still the same person? By the PIN at a till that was opened by PIN, elsewhere as at the sign-in. */
export function FreshDialog({ stale, isAgain, onEnd }: Props) {
  const t = useTranslations("fresh");
  const { userId, login, by, passkey } = stale;
  const onDone = () => onEnd(true);
  return (
    <Dialog
      title={t(by.way === "set_up" ? "setUpTitle" : "title")}
      fills="phone"
      closeLabel={t("close")}
      onClose={() => onEnd(false)}
    >
      {by.way === "pin" && <ByPin userId={userId} length={by.length} onDone={onDone} />}
      {by.way === "password" && <ByPassword login={login} passkey={passkey} onDone={onDone} />}
      {by.way === "passkey" && (
        <>
          <p>{t("textPasskey")}</p>
          <PasskeyButton ask={async () => passkey} onDone={onDone} />
        </>
      )}
      {by.way === "set_up" && <SetUp isAgain={isAgain} onDone={onDone} />}
    </Dialog>
  );
}

/** In a tab of its own, so that what was typed on this page stays. */
function SetUp({ isAgain, onDone }: { isAgain: boolean; onDone: () => void }) {
  const t = useTranslations("fresh");
  return (
    <>
      <p>{t("setUpText")}</p>
      <div role="alert" className="tone-warn empty:hidden">
        {isAgain && <Note icon="info">{t("notYet")}</Note>}
      </div>
      <a href="/account" target="_blank" rel="noreferrer" className={buttonClass("primary", "min-h-13")}>
        {t("setUp")}
      </a>
      <Button className="min-h-13" onClick={onDone}>
        {t("goOn")}
      </Button>
    </>
  );
}

type ByPasswordProps = { login: string; passkey: Stale["passkey"]; onDone: () => void };

function ByPassword({ login, passkey, onDone }: ByPasswordProps) {
  const t = useTranslations("fresh");
  const tl = useTranslations("login");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  const signIn = useSignIn(onDone);
  const refusal = useSignInText(signIn);

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(password === "");
    if (!signIn.busy && password !== "") void signIn.sendPassword(login, password);
  }

  if (signIn.step !== null) return <CodeStep signIn={signIn} />;
  return (
    <>
      <form method="post" onSubmit={submit} noValidate className="grid gap-5">
        <p>{t("text")}</p>
        <NoAnswer signIn={signIn} />
        {/* For those who let their browser remember passwords. */}
        <input type="hidden" name="login" autoComplete="username" value={login} readOnly />
        <PasswordField
          label={t("password", { login })}
          first
          value={password}
          onType={setPassword}
          error={missing && password === "" ? tl("missingPassword") : refusal}
        />
        <Button type="submit" look="primary" className="min-h-13" aria-disabled={signIn.busy}>
          {signIn.busy ? tl("busy") : t("submit")}
        </Button>
      </form>
      {passkey !== null && <PasskeyButton ask={async () => passkey} onDone={onDone} />}
    </>
  );
}

function ByPin({ userId, length, onDone }: { userId: string; length: number; onDone: () => void }) {
  const t = useTranslations("fresh");
  const [state, setState] = useState<{ kind: "idle" | "busy" } | AuthAnswer>({ kind: "idle" });
  const { refusal, waits } = useRefusalText(state);
  const off = waits || state.kind === "busy" || state.kind === "done";
  const digits = useDigits({
    ...{ length, off },
    onFull: async (pin) => {
      setState({ kind: "busy" });
      const answer = await postAuth("callback/pin", { userId, pin });
      setState(answer);
      digits.clear();
      if (answer.kind === "done") onDone();
    },
  });
  return (
    <>
      <p>{t("textPin")}</p>
      <PinPad length={length} digits={digits} off={off} refusal={refusal} />
    </>
  );
}
