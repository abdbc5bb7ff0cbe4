import { openEvents } from "#components/feed/open-events.ts";
import { WORDS, type Word } from "./word.ts";

export const RETRY_AFTER = 3_000;

/** Opens a stream of the server and keeps it open. Returns how to stop. */
export const openSource = (registerId: string, hear: (word: Word) => void): (() => void) =>
  openEvents({
    address: `/stream?register=${registerId}`,
    names: WORDS,
    hear: (name, data) => hear({ name, data }),
    broken: () => hear({ name: "broken" }),
    retryMs: RETRY_AFTER,
  });
