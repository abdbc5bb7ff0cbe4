"use client";

import { useEffect, useState } from "react";
import type { InboxCount } from "#lib/exceptions/view.ts";

/** What comes up is on every open page within ten seconds. */
const EVERY_MS = 6_000;

/** Somebody settled something on this page: it is counted anew at once. */
const SETTLED = "scantill:settled";
export const tellSettled = (): void => void window.dispatchEvent(new Event(SETTLED));

/** How many exceptions wait, of all stores or of one; asked for while the page is in sight. Null until it is known. */
export function useInbox(storeId: string | null = null): InboxCount | null {
  const [inbox, setInbox] = useState<InboxCount | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const gone = new AbortController();
    const { signal } = gone;
    const look = async () => {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") return;
      try {
        const answer = await fetch(storeId === null ? "/inbox" : `/inbox?store=${storeId}`, { signal });
        if (answer.ok) setInbox(await answer.json());
        // Signed out, or no right any more: the next page says so.
        else if (answer.status < 500) return;
      } catch {
        if (signal.aborted) return;
      }
      timer = setTimeout(look, EVERY_MS);
    };
    void look();
    document.addEventListener("visibilitychange", look, { signal });
    window.addEventListener(SETTLED, look, { signal });
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [storeId]);
  return inbox;
}
