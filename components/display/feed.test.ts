import { expect, test } from "vitest";
import { judgeContact } from "#components/feed/contact.ts";
import type { DisplayState, DisplayView } from "#lib/displays/view.ts";
import { emptyFeed, type Feed, isBusy, reduceFeed } from "./feed.ts";

const NOW = "2026-11-21T06:03:00.000Z";
const view = (state: DisplayState): DisplayView => ({
  ...{
    state,
    amount: null,
    currency: null,
    storeName: "Corner",
    code: null,
    endsAt: null,
    receiptUrl: null,
    lang: "en",
  },
});
const beat = (feed: Feed, build: string, at = 0) => reduceFeed(feed, { type: "beat", now: NOW, build, at });
const show = (feed: Feed, state: DisplayState, at = 0) => reduceFeed(feed, { type: "view", view: view(state), at });
const contactOf = (feed: Feed, now: number) => judgeContact(feed, isBusy(feed), now);

test("D6 loses contact 10 s after the last word while something is shown, and is patient while idle", () => {
  const waiting = show(emptyFeed, "waiting");
  expect(contactOf(waiting, 9_999).lost).toBe(false);
  expect(contactOf(waiting, 10_000).lost).toBe(true);
  expect(contactOf(show(emptyFeed, "idle"), 25_000).lost).toBe(false);
  expect(contactOf(beat(waiting, "one", 9_000), 18_999).lost).toBe(false);
});

test("polls while its stream is broken, and not once it speaks again", () => {
  const broken = reduceFeed(show(emptyFeed, "idle"), { type: "broken", at: 1_000 });
  expect(contactOf(broken, 1_000)).toMatchObject({ polling: true, lost: false });
  const polled = reduceFeed(broken, { type: "polled", view: view("paid"), now: NOW, at: 2_000 });
  expect(polled.view?.state).toBe("paid");
  expect(contactOf(polled, 2_000).polling).toBe(true);
  expect(contactOf(beat(polled, "one", 3_000), 3_000).polling).toBe(false);
});

test("D6 notices that the server runs something newer than the page, and does not forget it", () => {
  const first = beat(emptyFeed, "one");
  expect(beat(first, "one").outdated).toBe(false);
  expect(beat(first, "two").outdated).toBe(true);
  expect(beat(beat(first, "two"), "one").outdated).toBe(true);
});
