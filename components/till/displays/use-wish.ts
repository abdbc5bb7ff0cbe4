"use client";

import { useEffect, useState } from "react";
import { readWish } from "./link.ts";

/** Whether the dialog of displays is wanted, with which digits, and how to close it. */
export function useWish(): [wish: string | null, close: () => void] {
  const [wish, setWish] = useState<string | null>(null);
  useEffect(() => {
    setWish(readWish(location));
    // The address of the event: the router may have written its own over it since.
    const look = ({ newURL }: HashChangeEvent) => setWish(readWish(new URL(newURL)));
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  function close() {
    history.replaceState(null, "", "/");
    setWish(null);
  }
  return [wish, close];
}
