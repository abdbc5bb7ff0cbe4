"use client";

import { useEffect } from "react";

/** Keeps the screen from going dark while it is wanted. A browser may refuse, on a low battery for example. */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    async function ask() {
      if (document.visibilityState !== "visible") return;
      const got = await navigator.wakeLock.request("screen").catch(() => null);
      if (isOver) await got?.release();
      else lock = got;
    }
    // The browser lets go of it whenever the page is hidden.
    document.addEventListener("visibilitychange", ask);
    void ask();
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, [wanted]);
}
