import { setImmediate as endOfTurn } from "node:timers/promises";
import pg from "pg";

const CHANNEL = "scantill_orders";
/** PostgreSQL takes at most 8000 bytes a message; an entry has 73. */
const ENTRIES_PER_MESSAGE = 100;
const RECONNECT_MS = 1000;
const NO_ORDER = "-";

/** `orderId` null: something else about the register changed, such as its shift. */
export type OrderHint = { registerId: string; orderId: string | null };

/** Hints that orders changed, between all processes. A lost hint is harmless: screens re-read and poll. */
export type OrderHints = {
  /** Call after the commit. */
  publish(hint: OrderHint): void;
  subscribe(listener: (hints: OrderHint[]) => void): () => void;
  close(): Promise<void>;
};

/**
 * Opens a connection of its own for LISTEN and NOTIFY, so that no money statement waits for a notification.
 * Reconnects by itself; what is published meanwhile is dropped.
 */
export function openOrderHints(connectionString: string): OrderHints {
  const listeners = new Set<(hints: OrderHint[]) => void>();
  const pending: OrderHint[] = [];
  let sending: Promise<void> | null = null;
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
      const hints = decode(payload ?? "");
      for (const listener of listeners) listener(hints);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
      client = fresh;
    } catch {
      lost();
    }
  };

  // A message costs the database a transaction and wakes every process: what comes while one is on its way shares the next.
  const send = async (): Promise<void> => {
    await endOfTurn();
    while (pending.length > 0) {
      const payload = encode(pending.splice(0, ENTRIES_PER_MESSAGE));
      await client?.query("select pg_notify($1, $2)", [CHANNEL, payload]).catch(() => {});
    }
    sending = null;
  };

  const ready = connect();
  return {
    publish(hint) {
      pending.push(hint);
      sending ??= send();
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

const encode = (hints: OrderHint[]): string =>
  hints.map((one) => `${one.registerId} ${one.orderId ?? NO_ORDER}`).join("\n");

const decode = (payload: string): OrderHint[] =>
  payload.split("\n").flatMap((line) => {
    const [registerId, orderId] = line.split(" ");
    return registerId && orderId ? [{ registerId, orderId: orderId === NO_ORDER ? null : orderId }] : [];
  });
