"use client";

import { useEffect, useEffectEvent, useState } from "react";

const STAY_MS = 8_000;

type Return = { share: number; seconds: number };

/**
 * Counts 8 s down and then leaves; any key, or a touch on the card, stops it for good. Null when nothing counts.
 * The ring turns with the seconds.
 */
export function useReturn(active: boolean, leave: () => void): { returning: Return | null; stop: () => void } {
  const [left, setLeft] = useState(STAY_MS);
  const [stopped, setStopped] = useState(false);
  const running = active && !stopped;
  const onEnd = useEffectEvent(leave);
  useEffect(() => {
    if (!running) return;
    const endsAt = Date.now() + STAY_MS;
    const timer = setInterval(() => {
      const rest = endsAt - Date.now();
      setLeft(Math.max(0, rest));
      if (rest <= 0) onEnd();
    }, 250);
    const halt = () => setStopped(true);
    addEventListener("keydown", halt);
    return () => {
      clearInterval(timer);
      removeEventListener("keydown", halt);
    };
  }, [running]);
  return {
    returning: running ? { share: left / STAY_MS, seconds: Math.ceil(left / 1_000) } : null,
    stop: () => setStopped(true),
  };
}
