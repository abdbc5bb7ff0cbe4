import { type ReactNode, useState } from "react";
import type { Stale } from "#lib/account/commands.ts";
import { useFresh } from "./use-fresh.tsx";

type Answer = { kind: string };
type Ask = <Result extends Answer>(action: () => Promise<Result | Stale>) => Promise<Exclude<Result, Stale> | null>;

/**
 * Asks the server once at a time. Null: there was no answer, nobody proved to be still there, or the session has ended and
 * the page leads to the sign-in.
 */
export function useAsk(): { busy: boolean; network: boolean; ask: Ask; forget: () => void; dialog: ReactNode } {
  const [state, setState] = useState<"idle" | "busy" | "network">("idle");
  const { freshly, dialog } = useFresh();
  const ask: Ask = async (action) => {
    if (state === "busy") return null;
    setState("busy");
    const answer = await freshly(action).catch(() => "network" as const);
    setState(answer === "network" ? "network" : "idle");
    if (answer === "network" || answer?.kind !== "signed_out") return answer === "network" ? null : answer;
    location.assign(`/login?callbackUrl=${encodeURIComponent(location.pathname)}`);
    return null;
  };
  return { busy: state === "busy", network: state === "network", ask, forget: () => setState("idle"), dialog };
}
