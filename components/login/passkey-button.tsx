"use client";

import { startAuthentication } from "@simplewebauthn/browser";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Note } from "#components/ui/note.tsx";
import type { PasskeyQuestion } from "#lib/account/commands.ts";
import { postAuth } from "./auth-request.ts";
import { useHasPasskeys } from "./use-has-passkeys.ts";

type Props = {
  /** What is to be signed; null while the server gives nothing. */
  ask: () => Promise<PasskeyQuestion | null>;
  onDone: () => void;
};

type State = "idle" | "busy" | "stopped" | "refused" | "network";

/** The whole sign-in with a finger, a face or a security key. Not shown where the browser has no passkeys. */
export function PasskeyButton({ ask, onDone }: Props) {
  const t = useTranslations("login.passkey");
  const isOffered = useHasPasskeys();
  const [state, setState] = useState<State>("idle");

  async function press() {
    if (state === "busy") return;
    setState("busy");
    const question = await ask().catch(() => null);
    if (question === null) return setState("network");
    // Whoever closes the browser's own dialog has changed their mind.
    const answer = await startAuthentication({ optionsJSON: question }).catch(() => null);
    if (answer === null) return setState("stopped");
    const { kind } = await postAuth("callback/passkey", { answer: JSON.stringify(answer) });
    if (kind === "done") return onDone();
    setState(kind === "no_answer" ? "network" : "refused");
  }

  if (!isOffered) return null;
  return (
    <div className="grid gap-3">
      <div role="alert" className="tone-warn empty:hidden">
        {(state === "stopped" || state === "refused" || state === "network") && <Note icon="info">{t(state)}</Note>}
      </div>
      <Button className="min-h-13" aria-disabled={state === "busy"} onClick={press}>
        <Icon name="key" />
        {t("signIn")}
      </Button>
    </div>
  );
}
