"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type AuthAnswer, postAuth } from "./auth-request.ts";

type State = { kind: "idle" | "busy" } | AuthAnswer;

/** A sign-in by password, and where that is wanted by a code as its second step. */
export function useSignIn(onDone: () => void) {
  const [state, setState] = useState<State>({ kind: "idle" });
  /** What the server gave for the second step; null while the password is asked for. */
  const [step, setStep] = useState<string | null>(null);
  const [times, setTimes] = useState(0);

  async function send(path: "callback/credentials" | "callback/code", fields: Record<string, string>): Promise<void> {
    setState({ kind: "busy" });
    const answer = await postAuth(path, fields);
    setState(answer);
    setTimes(times + 1);
    if (answer.kind === "code") setStep(answer.step);
    if (answer.kind === "over") setStep(null);
    if (answer.kind === "done") onDone();
  }

  return {
    state,
    busy: state.kind === "busy" || state.kind === "done",
    /** How many answers came: tells one refusal from the next. */
    times,
    step,
    sendPassword: (login: string, password: string) => send("callback/credentials", { login, password }),
    sendCode: (code: string) => send("callback/code", { step: step ?? "", code }),
  };
}

export type SignIn = ReturnType<typeof useSignIn>;

/** Why the last try was refused, in words, beside the field that it is about. */
export function useSignInText({ state, step }: Pick<SignIn, "state" | "step">): string | null {
  const t = useTranslations("login");
  switch (state.kind) {
    case "wrong":
      return t(step === null ? "wrong" : "wrongCode");
    case "locked":
      return t("locked", { seconds: state.seconds });
    case "crowded":
    case "over":
      return t(state.kind);
    default:
      return null;
  }
}
