"use client";

import { useEffect, useRef } from "react";

/** Waits until no finger or mouse key is down: what is said of a field must not move a button under the one that presses it. */
export function useReleased(): () => Promise<void> {
  const held = useRef<PromiseWithResolvers<void> | null>(null);
  useEffect(() => {
    const press = () => {
      held.current = Promise.withResolvers();
    };
    // The click comes right after, and only then may things move.
    const release = () => setTimeout(() => held.current?.resolve());
    document.addEventListener("pointerdown", press, true);
    document.addEventListener("pointerup", release, true);
    document.addEventListener("pointercancel", release, true);
    return () => {
      document.removeEventListener("pointerdown", press, true);
      document.removeEventListener("pointerup", release, true);
      document.removeEventListener("pointercancel", release, true);
    };
  }, []);
  return () => held.current?.promise ?? Promise.resolve();
}
