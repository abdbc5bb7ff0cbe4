"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { useAsk } from "#components/login/use-ask.ts";
import type { Stale } from "#lib/account/commands.ts";

type Answer = { kind: string };

/** What came of the last press: nothing yet, under way, no way to the server, or the answer. */
export function useSave<Result extends Answer>() {
  const { busy, network, ask, forget, dialog } = useAsk();
  const [answer, setAnswer] = useState<Exclude<Result, Stale> | null>(null);

  /** Null when nothing was sent, nothing was answered, or nobody proved to be still there. */
  async function save(send: () => Promise<Result | Stale>): Promise<Exclude<Result, Stale> | null> {
    if (busy) return null;
    setAnswer(null);
    const came = await ask(send);
    setAnswer(came);
    return came;
  }
  const none = { kind: busy ? "busy" : network ? "network" : "idle" } as const;
  return {
    ...{ state: answer ?? none, save, busy, dialog },
    forget() {
      setAnswer(null);
      forget();
    },
  };
}

/** A form whose first wrong entry gets the focus when the server has refused some: it may be far above the button. */
export function useFirstWrong(kind: string): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (kind !== "misfit" && kind !== "wrong") return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [kind]);
  return form;
}
