import pg from "pg";

const CHANNEL = "scantill_orders";
/** PostgreSQL takes at most 8000 bytes a message; an entry has 73. */
const ENTRIES_PER_MESSAGE = 100;
const RECONNECT_MS = 1000;

export type OrderNews = { registerId: string; orderId: string };

/** Hints that orders changed, between all processes. A lost hint is harmless: screens re-read and poll. */
export type NewsChannel = {
  /** Call after the commit. All that is published in one turn goes out together. */
  publish(news: OrderNews): void;
  subscribe(listener: (news: OrderNews[]) => void): () => void;
  close(): Promise<void>;
};

/**
 * Opens a connection of its own for LISTEN and NOTIFY, so that no money statement waits for a notification.
 * Reconnects by itself; what is published meanwhile is dropped.
 */
export function openNewsChannel(connectionString: string): NewsChannel {
  const listeners = new Set<(news: OrderNews[]) => void>();
  let pending: OrderNews[] = [];
  let sending: Promise<unknown> = Promise.resolve();
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString, keepAlive: true });
    const lost = () => {
      if (client === fresh) client = null;
      fresh.removeAllListeners("notification");
      if (!closed && retry === null) {
        retry = setTimeout(() => {
          retry = null;
          void connect();
        }, RECONNECT_MS);
      }
    };
    fresh.on("error", lost);
    fresh.on("end", lost);
    fresh.on("notification", ({ payload }) => {
      const news = decode(payload ?? "");
      for (const listener of listeners) listener(news);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
      client = fresh;
    } catch {
      lost();
    }
  };

  const flush = (): void => {
    const batch = pending;
    pending = [];
    for (let at = 0; at < batch.length; at += ENTRIES_PER_MESSAGE) {
      const payload = encode(batch.slice(at, at + ENTRIES_PER_MESSAGE));
      // One after the other: a connection works on one statement at a time.
      sending = sending.then(() => client?.query("select pg_notify($1, $2)", [CHANNEL, payload])).catch(() => {});
    }
  };

  const ready = connect();
  return {
    publish(news) {
      if (pending.push(news) === 1) setImmediate(flush);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      await ready;
      await sending;
      await client?.end();
    },
  };
}

const encode = (news: OrderNews[]): string => news.map((one) => `${one.registerId} ${one.orderId}`).join("\n");

const decode = (payload: string): OrderNews[] =>
  payload.split("\n").flatMap((line) => {
    const [registerId, orderId] = line.split(" ");
    return registerId && orderId ? [{ registerId, orderId }] : [];
  });
