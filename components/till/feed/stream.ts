import type { FeedAction } from "./feed.ts";
import { shareSource } from "./share-source.ts";
import { openSource } from "./source.ts";
import { readWord, type Word } from "./word.ts";

/**
 * Hears what the server says of a register. A browser keeps six connections to a host at most: its tabs share one
 * stream where they can, for with one each they would starve. Returns how to stop.
 */
export function openStream(registerId: string, tell: (action: FeedAction) => void): () => void {
  const hear = (word: Word) => tell(readWord(word, Date.now()));
  return "locks" in navigator ? shareSource(registerId, hear) : openWhileInSight(registerId, hear);
}

/** Over plain http in a shop's network a browser has no locks: a tab out of sight does without a stream, and asks. */
function openWhileInSight(registerId: string, hear: (word: Word) => void): () => void {
  let close: (() => void) | null = null;
  function look() {
    const inSight = document.visibilityState === "visible";
    if (inSight) close ??= openSource(registerId, hear);
    else {
      close?.();
      close = null;
      hear({ name: "broken" });
    }
  }
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    close?.();
  };
}
