"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { type AuthAnswer, fetchCsrfToken, postAuth } from "#components/login/auth-request.ts";

/** The session before has not ended by then: there is no network. */
const PATIENCE_MS = 3_000;

export type Unlock = { kind: "idle" | "busy" } | AuthAnswer;

/** Asks the server about a PIN. The token that the post needs is fetched before somebody has typed. */
export function useUnlock(ready: RefObject<Promise<void>>, onOpened: () => void) {
  const token = useRef<Promise<string> | null>(null);
  const [state, setState] = useState<Unlock>({ kind: "idle" });
  useEffect(() => {
    const fetched = fetchCsrfToken();
    fetched.catch(() => {
      token.current = null;
    });
    token.current = fetched;
  }, []);

  async function send(userId: string, pin: string): Promise<void> {
    setState({ kind: "busy" });
    const late = new Promise((later) => setTimeout(later, PATIENCE_MS, "late"));
    if ((await Promise.race([ready.current, late])) === "late") return setState({ kind: "no_answer" });
    const answer = await postAuth("callback/pin", { userId, pin }, token.current ?? fetchCsrfToken());
    if (answer.kind === "no_answer") token.current = null;
    setState(answer);
    if (answer.kind === "done") onOpened();
  }
  return { state, send, forget: () => setState({ kind: "idle" }) };
}
