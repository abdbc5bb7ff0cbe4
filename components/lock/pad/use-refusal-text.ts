"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { AuthAnswer } from "#components/login/auth-request.ts";

type Refusal = { kind: "idle" | "busy" } | AuthAnswer;

/** What a refused PIN means in words, and whether there is anything to be typed just now. */
export function useRefusalText(state: Refusal): {
  refusal: { text: string; times: number } | null;
  waits: boolean;
} {
  const t = useTranslations("lock");
  const seconds = useSecondsLeft(state);
  const [shown, setShown] = useState({ state, times: 0 });
  if (shown.state !== state) setShown({ state, times: shown.times + 1 });
  const told = (text: string, waits = false) => ({ refusal: { text, times: shown.times }, waits });
  switch (state.kind) {
    case "wrong_pin":
      return told(t("wrong", { left: state.left }));
    case "locked":
      return seconds === 0 ? { refusal: null, waits: false } : told(t("locked", { seconds }), true);
    case "manager":
      return told(t("manager"), true);
    case "none":
    case "crowded":
    case "no_answer":
      return told(t(state.kind));
    default:
      return { refusal: null, waits: false };
  }
}

/** Seconds until tries are let again, counted down. */
function useSecondsLeft(state: Refusal): number {
  const [left, setLeft] = useState({ state, seconds: 0 });
  if (left.state !== state) setLeft({ state, seconds: state.kind === "locked" ? state.seconds : 0 });
  useEffect(() => {
    if (left.seconds === 0) return;
    const timer = setTimeout(() => setLeft({ ...left, seconds: left.seconds - 1 }), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return left.seconds;
}
