"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { RegisterView } from "#lib/orders/view.ts";
import type { FeedAction } from "./feed.ts";

const EVERY = 3_000;
/** An answer that takes longer is none. */
const PATIENCE = 10_000;
/** Looking at the page and the network's return often come together. */
const CALM = 250;

/**
 * Reads all of a register at the beginning, when the page is looked at again, when the network is back, and while polling.
 * Not by SWR: the till begins without its 5 kB.
 */
export function usePoll(registerId: string, polling: boolean, tell: (action: FeedAction) => void): void {
  const running = useRef<{ since: number; abort: AbortController } | null>(null);

  /** `anew`: what was asked before the network came back may never be answered. */
  const read = useEffectEvent(async (anew: boolean) => {
    const before = running.current;
    if (before !== null && (!anew || Date.now() - before.since < CALM)) return;
    before?.abort.abort();
    const own = { since: Date.now(), abort: new AbortController() };
    running.current = own;
    const late = setTimeout(() => own.abort.abort(), PATIENCE);
    try {
      const response = await fetch(`/state?register=${registerId}`, { cache: "no-store", signal: own.abort.signal });
      if (response.status === 401) tell({ type: "signed_out" });
      if (!response.ok) return;
      const view: RegisterView = await response.json();
      tell({ type: "snapshot", view, at: Date.now(), fromStream: false });
    } catch {
      // No word from the server: the clock of the contact runs on.
    } finally {
      clearTimeout(late);
      if (running.current === own) running.current = null;
    }
  });

  useEffect(() => {
    const again = () => void read(true);
    const look = () => document.visibilityState === "visible" && again();
    again();
    addEventListener("online", again);
    addEventListener("focus", again);
    document.addEventListener("visibilitychange", look);
    return () => {
      removeEventListener("online", again);
      removeEventListener("focus", again);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);

  useEffect(() => {
    if (!polling) return;
    // A stream that broke may have been ended on purpose: whoever is signed out learns it now.
    void read(false);
    const timer = setInterval(() => void read(false), EVERY);
    return () => clearInterval(timer);
  }, [polling]);
}
