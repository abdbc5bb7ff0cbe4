import { WORDS, type Word } from "./word.ts";

/** The server beats at least every 20 s; a stream that is silent for longer is dead without having said so. */
export const DEAD_AFTER = 26_000;
export const RETRY_AFTER = 3_000;
export const WATCH_EVERY = 2_000;

/** Opens a stream of the server and keeps it open. Returns how to stop. */
export function openSource(registerId: string, hear: (word: Word) => void): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let heardAt = Date.now();

  function open() {
    heardAt = Date.now();
    const opened = new EventSource(`/stream?register=${registerId}`);
    source = opened;
    for (const name of WORDS) {
      opened.addEventListener(name, ({ data }: MessageEvent<string>) => {
        heardAt = Date.now();
        hear({ name, data });
      });
    }
    opened.addEventListener("error", () => {
      hear({ name: "broken" });
      // The browser tries again by itself, but not after an answer such as 401 or 503.
      if (opened.readyState === EventSource.CLOSED) reopen(RETRY_AFTER);
    });
  }

  function reopen(after: number) {
    source?.close();
    clearTimeout(retry);
    retry = setTimeout(open, after);
  }

  const watch = setInterval(() => {
    if (Date.now() - heardAt <= DEAD_AFTER) return;
    hear({ name: "broken" });
    heardAt = Date.now();
    reopen(RETRY_AFTER);
  }, WATCH_EVERY);
  // The browser's own next try may be seconds away.
  const onOnline = () => source?.readyState !== EventSource.OPEN && reopen(0);
  window.addEventListener("online", onOnline);

  open();
  return () => {
    clearInterval(watch);
    window.removeEventListener("online", onOnline);
    clearTimeout(retry);
    source?.close();
  };
}
