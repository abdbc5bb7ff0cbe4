"use client";

import { useRef, useState } from "react";
import { hasPassed } from "#lib/stores/connection/count-as-tested.ts";
import type { Verdict } from "#lib/stores/connection/view.ts";
import type { TestAccountResult } from "#lib/stores/manage/commands.ts";

export type StartTest = () => Promise<TestAccountResult | { kind: "signed_out" | "not_found" }>;

export type TestState = {
  phase: "idle" | "running" | "done" | "network" | "refused";
  verdicts: readonly Verdict[];
};

/** Runs the connection test and collects the verdicts as they come. A later press forgets an earlier one. */
export function useConnectionTest(start: StartTest, onDone?: (passed: boolean) => void) {
  const [state, setState] = useState<TestState>({ phase: "idle", verdicts: [] });
  const turn = useRef(0);

  async function run() {
    turn.current += 1;
    const mine = turn.current;
    const show = (next: TestState) => {
      if (turn.current === mine) setState(next);
    };
    const verdicts: Verdict[] = [];
    show({ phase: "running", verdicts });
    try {
      const answer = await start();
      if (answer.kind === "signed_out") return location.assign("/login");
      if (answer.kind !== "testing") return show({ phase: "refused", verdicts });
      for await (const verdict of answer.verdicts) {
        verdicts.push(verdict);
        show({ phase: "running", verdicts: [...verdicts] });
      }
      show({ phase: "done", verdicts });
      if (turn.current === mine) onDone?.(hasPassed(verdicts));
    } catch {
      show({ phase: "network", verdicts });
    }
  }

  function forget() {
    turn.current += 1;
    setState({ phase: "idle", verdicts: [] });
  }
  return { state, run, forget };
}
