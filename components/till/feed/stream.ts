import type { OrderView, RegisterFacts, RegisterView } from "#lib/orders/view.ts";
import type { FeedAction } from "./feed.ts";

/** The server beats at least every 20 s; a stream that is silent for longer is dead without having said so. */
const DEAD_AFTER = 26_000;
const RETRY_AFTER = 3_000;

/** Opens the one stream of a tab and keeps it open. Returns how to stop. */
export function openStream(registerId: string, tell: (action: FeedAction) => void): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let heardAt = Date.now();

  const on = (name: string, read: (data: string, at: number) => FeedAction) =>
    source?.addEventListener(name, (event) => {
      heardAt = Date.now();
      tell(read(event.data, heardAt));
    });

  function open() {
    heardAt = Date.now();
    source = new EventSource(`/stream?register=${registerId}`);
    on("snapshot", (data, at) => {
      const view: RegisterView = JSON.parse(data);
      return { type: "snapshot", view, at, fromStream: true };
    });
    on("order", (data, at) => {
      const { now, order }: { now: string; order: OrderView } = JSON.parse(data);
      return { type: "order", now, order, at };
    });
    on("facts", (data, at) => {
      const { now, facts }: { now: string; facts: RegisterFacts } = JSON.parse(data);
      return { type: "facts", now, facts, at };
    });
    on("beat", (data, at) => {
      const { now }: { now: string } = JSON.parse(data);
      return { type: "beat", now, at };
    });
    source.addEventListener("error", () => {
      tell({ type: "broken", at: Date.now() });
      // The browser tries again by itself, but not after an answer such as 401 or 503.
      if (source?.readyState === EventSource.CLOSED) reopen(RETRY_AFTER);
    });
  }

  function reopen(after: number) {
    source?.close();
    clearTimeout(retry);
    retry = setTimeout(open, after);
  }

  const watch = setInterval(() => {
    if (Date.now() - heardAt <= DEAD_AFTER) return;
    tell({ type: "broken", at: Date.now() });
    heardAt = Date.now();
    reopen(RETRY_AFTER);
  }, 2_000);
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
