/** The server beats at least every 20 s; a stream that is silent for longer is dead without having said so. */
export const DEAD_AFTER = 26_000;

export const WATCH_EVERY = 2_000;

type Wishes<Name extends string> = {
  address: string;
  /** Names of the events, each with a JSON text. */
  names: readonly Name[];
  hear: (name: Name, data: string, at: number) => void;
  broken: (at: number) => void;
  /** How long to wait before a stream that was refused is asked for again. */
  retryMs: number;
};

/** Opens the one stream of a tab and keeps it open. Returns how to stop. Times are milliseconds of Date.now(). */
export function openEvents<Name extends string>(wishes: Wishes<Name>): () => void {
  const { address, names, hear, broken, retryMs } = wishes;
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let heardAt = Date.now();

  function open() {
    heardAt = Date.now();
    const opened = new EventSource(address);
    source = opened;
    for (const name of names) {
      opened.addEventListener(name, ({ data }: MessageEvent<string>) => {
        heardAt = Date.now();
        hear(name, data, heardAt);
      });
    }
    opened.addEventListener("error", () => {
      broken(Date.now());
      // The browser tries again by itself, but not after an answer such as 401 or 503.
      if (opened.readyState === EventSource.CLOSED) reopen(retryMs);
    });
  }

  function reopen(after: number) {
    source?.close();
    clearTimeout(retry);
    retry = setTimeout(open, after);
  }

  const watch = setInterval(() => {
    if (Date.now() - heardAt <= DEAD_AFTER) return;
    broken(Date.now());
    heardAt = Date.now();
    reopen(retryMs);
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
