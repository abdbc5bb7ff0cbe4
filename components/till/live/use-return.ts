"use client";

import { useEffect, useEffectEvent, useState } from "react";

type Return = { share: number; seconds: number };
type Props = {
  /** 0: never by itself. */
  after: number;
  active: boolean;
  leave: () => void;
};

/**
 * Counts the store's seconds down and then leaves; any key or touch, wherever, stops it for good. Null when nothing
 * counts. The ring turns with the seconds.
 */
export function useReturn({ after, active, leave }: Props): { returning: Return | null; stop: () => void } {
  const whole = after * 1_000;
  const [left, setLeft] = useState(whole);
  const [stopped, setStopped] = useState(false);
  const running = active && !stopped && whole > 0;
  const onEnd = useEffectEvent(leave);
  useEffect(() => {
    if (!running) return;
    const endsAt = Date.now() + whole;
    const timer = setInterval(() => {
      const rest = endsAt - Date.now();
      setLeft(Math.max(0, rest));
      if (rest <= 0) onEnd();
    }, 250);
    const halt = () => setStopped(true);
    addEventListener("keydown", halt);
    addEventListener("pointerdown", halt);
    return () => {
      clearInterval(timer);
      removeEventListener("keydown", halt);
      removeEventListener("pointerdown", halt);
    };
  }, [running, whole]);
  return {
    returning: running ? { share: left / whole, seconds: Math.ceil(left / 1_000) } : null,
    stop: () => setStopped(true),
  };
}
