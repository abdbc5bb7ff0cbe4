import { isUndecided } from "#lib/orders/view.ts";
import type { Feed } from "./feed.ts";

/** How well the tab is in touch with the server. */
export type Contact = {
  /** The stream is silent or broken: ask every 3 s. */
  readonly polling: boolean;
  /** No word for too long: codes leave the page (D6) and nothing can be charged (C13, F53). */
  readonly lost: boolean;
  /** Whole seconds since the last word; null before the first. */
  readonly silentSeconds: number | null;
};

/** The server beats every 4 s while an order is undecided, else every 20 s. */
const BUSY = { poll: 8_000, lost: 10_000 };
const IDLE = { poll: 24_000, lost: 30_000 };

export function contactOf(feed: Feed, now: number): Contact {
  if (feed.lastWordAt === null) return { polling: true, lost: true, silentSeconds: null };
  const limits = feed.orders.some(({ state }) => isUndecided(state)) ? BUSY : IDLE;
  const silence = Math.max(0, now - feed.lastWordAt);
  // After a break the first poll decides: what was silent by right until then is not held against the connection.
  const sinceBreak = feed.brokenAt === null ? 0 : now - Math.max(feed.brokenAt, feed.lastWordAt);
  return {
    polling: feed.brokenAt !== null || silence >= limits.poll,
    lost: silence >= limits.lost || sinceBreak >= BUSY.lost,
    silentSeconds: Math.floor(silence / 1_000),
  };
}
