"use client";

import { useEffect, useState } from "react";

/** False for 400 ms after a state changed: a finger already on its way must not press what came under it. */
export function useSettled(state: string): boolean {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(state), 400);
    return () => clearTimeout(timer);
  }, [state]);
  return settled === state;
}
