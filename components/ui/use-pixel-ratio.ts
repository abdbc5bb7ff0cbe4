"use client";

import { useSyncExternalStore } from "react";

/** Zooming and moving to another screen both resize the window. */
function subscribe(onChange: () => void): () => void {
  addEventListener("resize", onChange);
  return () => removeEventListener("resize", onChange);
}

/** Device pixels per CSS pixel. */
export function usePixelRatio(): number {
  return useSyncExternalStore(
    subscribe,
    () => devicePixelRatio,
    () => 1,
  );
}
