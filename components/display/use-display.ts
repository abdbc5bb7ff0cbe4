"use client";

import { useEffect, useReducer } from "react";
import useSWR from "swr";
import type { Contact } from "#components/feed/contact.ts";
import { openEvents } from "#components/feed/open-events.ts";
import { useContact } from "#components/feed/use-contact.ts";
import type { DisplayView } from "#lib/displays/view.ts";
import { emptyFeed, type Feed, type FeedAction, isBusy, reduceFeed } from "./feed.ts";

/** How long until the server is tried again. */
const RETRY_MS = 2_000;

const EVENTS = ["beat", "view"] as const;

function readEvent(name: (typeof EVENTS)[number], data: string, at: number): FeedAction {
  if (name === "view") {
    const view: DisplayView = JSON.parse(data);
    return { type: "view", view, at };
  }
  const { now, build }: { now: string; build: string } = JSON.parse(data);
  return { type: "beat", now, build, at };
}

/** Never throws: SWR stops its regular reading after an error. Null: no word. */
async function poll(address: string): Promise<FeedAction | null> {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    if (answer.status === 401) return { type: "unpaired" };
    if (!answer.ok) return null;
    const view: DisplayView = await answer.json();
    // The picture has its eight fields and no clock: the answer's own date tells the second.
    const now = new Date(answer.headers.get("date") ?? Date.now()).toISOString();
    return { type: "polled", view, now, at: Date.now() };
  } catch {
    return null;
  }
}

/** What the server says to this display: by the stream, and by polling while the stream is silent or broken. */
export function useDisplay(): { feed: Feed; contact: Contact } {
  const [feed, tell] = useReducer(reduceFeed, emptyFeed);
  const contact = useContact(feed, isBusy(feed));
  useEffect(
    () =>
      openEvents({
        address: "/display-stream",
        names: EVENTS,
        hear: (name, data, at) => tell(readEvent(name, data, at)),
        broken: (at) => tell({ type: "broken", at }),
        retryMs: RETRY_MS,
      }),
    [],
  );
  useSWR("/display-state", poll, {
    refreshInterval: contact.polling ? RETRY_MS : 0,
    refreshWhenOffline: true,
    refreshWhenHidden: true,
    focusThrottleInterval: 500,
    dedupingInterval: 250,
    onSuccess: (action) => action !== null && tell(action),
  });
  return { feed, contact };
}
