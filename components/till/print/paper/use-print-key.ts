"use client";

import { type RefObject, useEffect, useEffectEvent, useRef } from "react";

/**
 * P prints, while the dialog of a print is open; the browser's own Ctrl+P stays its own. The button that prints takes the
 * reference, and has the focus from the beginning.
 */
export function usePrintKey(go: () => void): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    // The press that opened the dialog still goes round.
    if (
      event.defaultPrevented ||
      event.key.toLowerCase() !== "p" ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.repeat
    )
      return;
    event.preventDefault();
    go();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => pressed(event);
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return button;
}
