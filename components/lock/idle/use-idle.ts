"use client";

import { useEffect, useEffectEvent } from "react";
import { lastTouch, noteTouch } from "./last-touch.ts";

const TOUCHES = ["pointerdown", "keydown", "wheel"] as const;

/**
 * Calls `onIdle` after so many minutes without a touch or key in any tab; 0: never. A device that slept, or whose page was
 * closed, has been idle too: the touch that wakes it comes too late.
 */
export function useIdle(minutes: number, onIdle: () => void): void {
  const idle = useEffectEvent(onIdle);
  useEffect(() => {
    if (minutes === 0) return;
    const limit = minutes * 60_000;
    let timer: ReturnType<typeof setTimeout>;
    function look() {
      const rest = lastTouch() + limit - Date.now();
      if (rest <= 0) idle();
      timer = setTimeout(look, rest > 0 ? rest : limit);
    }
    function touched() {
      if (Date.now() - lastTouch() >= limit) {
        clearTimeout(timer);
        look();
      }
      noteTouch();
    }
    look();
    for (const name of TOUCHES) addEventListener(name, touched, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of TOUCHES) removeEventListener(name, touched, { capture: true });
    };
  }, [minutes]);
}
