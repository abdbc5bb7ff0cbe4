"use client";

import { useEffect, useEffectEvent } from "react";

const TOUCHES = ["pointerdown", "keydown", "wheel"] as const;

/**
 * Calls `onIdle` after so many minutes without a touch or key; 0: never. A device that slept has been idle too: the touch
 * that wakes it comes too late.
 */
export function useIdle(minutes: number, onIdle: () => void): void {
  const idle = useEffectEvent(onIdle);
  useEffect(() => {
    if (minutes === 0) return;
    const limit = minutes * 60_000;
    let last = Date.now();
    let timer = setTimeout(look, limit);
    function look() {
      const rest = last + limit - Date.now();
      if (rest > 0) {
        timer = setTimeout(look, rest);
        return;
      }
      last = Date.now();
      timer = setTimeout(look, limit);
      idle();
    }
    function touched() {
      if (Date.now() - last >= limit) {
        clearTimeout(timer);
        look();
      }
      last = Date.now();
    }
    for (const name of TOUCHES) addEventListener(name, touched, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of TOUCHES) removeEventListener(name, touched, { capture: true });
    };
  }, [minutes]);
}
