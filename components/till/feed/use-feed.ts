"use client";

import { useEffect, useReducer } from "react";
import type { Contact } from "#components/feed/contact.ts";
import { useContact } from "#components/feed/use-contact.ts";
import { emptyFeed, type Feed, type FeedAction, isBusy, reduceFeed } from "./feed.ts";
import { openStream } from "./stream.ts";
import { usePoll } from "./use-poll.ts";

/** What the server says about a register: by the stream, and by polling while the stream is silent or broken. */
export function useFeed(registerId: string): { feed: Feed; contact: Contact; tell: (action: FeedAction) => void } {
  const [feed, tell] = useReducer(reduceFeed, emptyFeed);
  const contact = useContact(feed, isBusy(feed));
  useEffect(() => openStream(registerId, tell), [registerId]);
  usePoll(registerId, contact.polling, tell);
  return { feed, contact, tell };
}
