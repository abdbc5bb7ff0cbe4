import { expect, test } from "vitest";
import { judgeContact } from "#components/feed/contact.ts";
import { order } from "../testing/order.ts";
import { emptyFeed, type Feed, isBusy, reduceFeed } from "./feed.ts";

const NOW = "2026-11-21T06:03:00.000Z";
const NO_FACTS = { shift: null, requireShift: false, health: null };
const contactOf = (feed: Feed, now: number) => judgeContact(feed, isBusy(feed), now);
const snapshot = (feed: Feed, orders: Parameters<typeof order>[0][], at = 0) =>
  reduceFeed(feed, {
    type: "snapshot",
    view: { now: NOW, orders: orders.map(order), facts: NO_FACTS },
    at,
    fromStream: true,
  });

test("I16 never replaces a newer view by an older one", () => {
  const feed = snapshot(emptyFeed, [{ revision: 5, state: "paid" }]);
  const late = reduceFeed(feed, { type: "order", now: NOW, order: order({ revision: 4 }), at: 1 });
  expect(late.orders[0]?.state).toBe("paid");
  expect(snapshot(feed, [{ revision: 3 }]).orders[0]?.state).toBe("paid");
});

test("takes a newer view from any road", () => {
  const feed = snapshot(emptyFeed, [{ revision: 5 }]);
  const answer = reduceFeed(feed, { type: "order_answer", order: order({ revision: 6, state: "cancelling" }) });
  expect(answer.orders[0]?.state).toBe("cancelling");
  expect(answer.lastWordAt).toBe(0);
});

test("keeps an order that was made after a late snapshot was taken, and drops one that is gone", () => {
  const feed = snapshot(emptyFeed, [
    { id: "gone", createdAt: "2026-11-21T06:00:00.000Z" },
    { id: "new", createdAt: "2026-11-21T06:03:01.000Z" },
  ]);
  expect(snapshot(feed, []).orders.map(({ id }) => id)).toEqual(["new"]);
});

test("C11 keeps all undecided orders and the last ten of the others, newest first", () => {
  const stamp = (index: number) => new Date(Date.parse(NOW) - index * 1_000).toISOString();
  const many = Array.from({ length: 14 }, (_, index) => ({
    id: `o${index}`,
    state: index === 13 ? ("waiting" as const) : ("paid" as const),
    createdAt: stamp(index),
  }));
  const ids = snapshot(emptyFeed, many.reverse()).orders.map(({ id }) => id);
  expect(ids).toEqual(["o0", "o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9", "o13"]);
});

test("reads the server's clock from the fastest message, and follows a clock that was set", () => {
  const server = (ms: number) => new Date(ms).toISOString();
  const beat = (feed: Feed, serverMs: number, at: number) =>
    reduceFeed(feed, { type: "beat", now: server(serverMs), at });
  const fast = beat(emptyFeed, 10_000, 4_000);
  expect(fast.offset).toBe(6_000);
  expect(beat(fast, 10_500, 5_000).offset).toBe(6_000);
  expect(beat(fast, 10_500, 4_400).offset).toBe(6_100);
  expect(beat(fast, 10_000, 9_000).offset).toBe(1_000);
});

test("D6 loses contact 10 s after the last word while an order is undecided, and polls from 8 s", () => {
  const feed = snapshot(emptyFeed, [{}]);
  expect(contactOf(feed, 7_999)).toMatchObject({ polling: false, lost: false });
  expect(contactOf(feed, 8_000)).toMatchObject({ polling: true, lost: false });
  expect(contactOf(feed, 10_000)).toEqual({ polling: true, lost: true, silentSeconds: 10 });
});

test("is patient with an idle stream, which beats every 20 s", () => {
  const feed = snapshot(emptyFeed, [{ state: "paid" }]);
  expect(contactOf(feed, 21_000)).toMatchObject({ polling: false, lost: false });
  expect(contactOf(feed, 30_000).lost).toBe(true);
});

test("C13 polls at once when the stream breaks and is lost when no poll answers within 10 s", () => {
  const broken = reduceFeed(snapshot(emptyFeed, []), { type: "broken", at: 15_000 });
  expect(contactOf(broken, 15_000)).toMatchObject({ polling: true, lost: false });
  expect(contactOf(broken, 25_000).lost).toBe(true);
  const polled = reduceFeed(broken, {
    type: "snapshot",
    view: { now: NOW, orders: [], facts: NO_FACTS },
    at: 24_000,
    fromStream: false,
  });
  expect(contactOf(polled, 25_000)).toMatchObject({ polling: true, lost: false });
});

test("F53 offers no charge after sleep before a fresh word", () => {
  const slept = snapshot(emptyFeed, []);
  expect(contactOf(slept, 300_000).lost).toBe(true);
  expect(contactOf(snapshot(slept, [], 300_100), 300_100).lost).toBe(false);
  expect(contactOf(emptyFeed, 0)).toMatchObject({ lost: true, silentSeconds: null });
});
