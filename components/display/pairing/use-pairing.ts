"use client";

import { useState } from "react";
import useSWR from "swr";

export type Pairing =
  | { kind: "wait" }
  | { kind: "waiting"; code: string; endsAt: string }
  | { kind: "tooMany" }
  | { kind: "offline" };

const AGAIN_MS = 2_000;

async function ask(address: string): Promise<Pairing | { kind: "paired" }> {
  try {
    const answer = await fetch(address, { method: "POST", cache: "no-store" });
    if (answer.status === 429) return { kind: "tooMany" };
    return answer.ok ? await answer.json() : { kind: "offline" };
  } catch {
    return { kind: "offline" };
  }
}

/** The digits by which this browser becomes a display; asked for again and again, until it is one. */
export function usePairing(): Pairing {
  const [pairing, setPairing] = useState<Pairing>({ kind: "wait" });
  useSWR("/display-pairing", ask, {
    refreshInterval: AGAIN_MS,
    refreshWhenOffline: true,
    refreshWhenHidden: true,
    onSuccess: (answer) => (answer.kind === "paired" ? location.reload() : setPairing(answer)),
  });
  return pairing;
}
