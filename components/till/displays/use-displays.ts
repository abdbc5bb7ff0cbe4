"use client";

import { useEffect, useState } from "react";
import type { DisplayActions, PairResult } from "#lib/displays/commands.ts";
import type { DisplayRow } from "#lib/displays/view.ts";

type List = { displays: DisplayRow[]; mayRevoke: boolean };
type Failure = Exclude<PairResult["kind"], "listed"> | "failed";

/** The displays of a register's store, and what may be done with them. */
export function useDisplays(registerId: string, actions: DisplayActions) {
  const [list, setList] = useState<List | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const { listDisplays, pairDisplay, assignDisplay, revokeDisplay } = actions;

  /** True when it was done; every answer that did something brings the list as it is now. */
  async function settle(work: Promise<PairResult>): Promise<boolean> {
    setBusy(true);
    setFailure(null);
    const result = await work.catch(() => ({ kind: "failed" as const }));
    setBusy(false);
    if (result.kind === "listed") setList(result);
    else setFailure(result.kind);
    return result.kind === "listed";
  }

  useEffect(() => {
    let isCurrent = true;
    listDisplays({ registerId })
      .catch(() => ({ kind: "failed" as const }))
      .then((result) => {
        if (!isCurrent) return;
        if (result.kind === "listed") setList(result);
        else setFailure(result.kind);
      });
    return () => {
      isCurrent = false;
    };
  }, [listDisplays, registerId]);

  return {
    list,
    failure,
    busy,
    pair: (code: string, name: string) => settle(pairDisplay({ registerId, code, name })),
    assign: (displayId: string) => settle(assignDisplay({ registerId, displayId })),
    revoke: (displayId: string) => settle(revokeDisplay({ registerId, displayId })),
  };
}
