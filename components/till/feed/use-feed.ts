"use client";

import { useEffect, useReducer } from "react";
import useSWR from "swr";
import type { Contact } from "#components/feed/contact.ts";
import { useContact } from "#components/feed/use-contact.ts";
import type { RegisterView } from "#lib/orders/view.ts";
import { emptyFeed, type Feed, type FeedAction, isBusy, reduceFeed } from "./feed.ts";
import { openStream } from "./stream.ts";

type Polled = { view: RegisterView; at: number } | "signed_out" | "no_word";

/** Never throws: SWR stops its regular reading after an error. */
async function poll(address: string): Promise<Polled> {
  try {
    const response = await fetch(address, { cache: "no-store" });
    if (response.status === 401) return "signed_out";
    return response.ok ? { view: await response.json(), at: Date.now() } : "no_word";
  } catch {
    return "no_word";
  }
}

/** What the server says about a register: by the stream, and by polling while the stream is silent or broken. */
export function useFeed(registerId: string): { feed: Feed; contact: Contact; tell: (action: FeedAction) => void } {
  const [feed, tell] = useReducer(reduceFeed, emptyFeed);
  const contact = useContact(feed, isBusy(feed));
  useEffect(() => openStream(registerId, tell), [registerId]);
  // SWR also reads anew when the page is looked at again and when the network is back (F53).
  useSWR(`/state?register=${registerId}`, poll, {
    refreshInterval: contact.polling ? 3_000 : 0,
    refreshWhenOffline: true,
    refreshWhenHidden: true,
    focusThrottleInterval: 500,
    // A reading that failed a moment before the network came back must not keep the next one away.
    dedupingInterval: 250,
    onSuccess: (polled) => {
      if (polled === "no_word") return;
      tell(polled === "signed_out" ? { type: "signed_out" } : { type: "snapshot", ...polled, fromStream: false });
    },
  });
  return { feed, contact, tell };
}
