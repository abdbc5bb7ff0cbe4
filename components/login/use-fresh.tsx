"use client";

import { type ReactNode, useState } from "react";
import { Later, part } from "#components/ui/later.tsx";
import type { Stale } from "#lib/account/commands.ts";

const FRESH = part(async () => (await import("./fresh-dialog.tsx")).FreshDialog);

type Answer = { kind: string };
type Waiting = { stale: Stale; isAgain: boolean; end: (proved: boolean) => void };

const isStale = (answer: Answer): answer is Stale => answer.kind === "stale";

/**
 * For what is risky (S12). `freshly` asks the server; where the sign-in is too old or too weak it shows `dialog` over the page, and asks
 * once more when the person has proved to be there. Null: gave up.
 */
export function useFresh(): {
  freshly: <Result extends Answer>(ask: () => Promise<Result | Stale>) => Promise<Exclude<Result, Stale> | null>;
  dialog: ReactNode;
} {
  const [waiting, setWaiting] = useState<Waiting | null>(null);

  async function freshly<Result extends Answer>(ask: () => Promise<Result | Stale>) {
    for (let before: Stale["by"]["way"] | null = null; ; ) {
      const answer = await ask();
      if (!isStale(answer)) return answer as Exclude<Result, Stale>;
      const isAgain = answer.by.way === before;
      before = answer.by.way;
      const proved = await new Promise<boolean>((end) => setWaiting({ stale: answer, isAgain, end }));
      setWaiting(null);
      if (!proved) return null;
    }
  }

  const dialog = waiting && (
    <Later of={FRESH} props={{ stale: waiting.stale, isAgain: waiting.isAgain, onEnd: waiting.end }} />
  );
  return { freshly, dialog };
}
