"use client";

import { useEffect, useRef, useState } from "react";
import type { TillActions } from "#components/till/setting.ts";
import type { LookUpResult } from "#lib/orders/commands.ts";

export type LookUpAnswer = Exclude<LookUpResult, { kind: "asking" }> | { kind: "no_answer" };

/** The server waits up to 800 ms in each call: together longer than any gateway takes. */
const MOST_CALLS = 25;

/** Asks Alipay about a number until it has answered. `asking` is true meanwhile. */
export function useLookUp(lookUp: TillActions["lookUp"], registerId: string) {
  const [answer, setAnswer] = useState<LookUpAnswer | null>(null);
  const [asking, setAsking] = useState(false);
  const isClosed = useRef(false);
  useEffect(() => {
    isClosed.current = false;
    return () => {
      isClosed.current = true;
    };
  }, []);

  async function untilAnswered(number: string): Promise<LookUpAnswer> {
    for (let calls = 0; calls < MOST_CALLS && !isClosed.current; calls++) {
      const result = await lookUp({ registerId, number });
      if (result.kind !== "asking") return result;
    }
    return { kind: "unclear" };
  }

  async function ask(number: string): Promise<void> {
    if (asking) return;
    setAsking(true);
    setAnswer(null);
    setAnswer(await untilAnswered(number).catch(() => ({ kind: "no_answer" }) as const));
    setAsking(false);
  }

  return { answer, asking, ask, forget: () => setAnswer(null) };
}
