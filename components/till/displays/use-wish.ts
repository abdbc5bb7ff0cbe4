"use client";

import { useEffect, useState } from "react";
import { readWish } from "./link.ts";

/** Whether the dialog of displays is wanted, with which digits, and how to close it. */
export function useWish(): [wish: string | null, close: () => void] {
  const [wish, setWish] = useState<string | null>(null);
  useEffect(() => {
    const look = () => setWish(readWish(location));
    look();
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  function close() {
    history.replaceState(null, "", "/");
    setWish(null);
  }
  return [wish, close];
}
