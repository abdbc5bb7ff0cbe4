"use client";

import { useEffect, useEffectEvent } from "react";

/** P prints, while the dialog of a print is open; the browser's own Ctrl+P stays its own. */
export function usePrintKey(go: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "p" || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    event.preventDefault();
    go();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => pressed(event);
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
