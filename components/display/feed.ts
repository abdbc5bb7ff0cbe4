import { type Heard, hearWord, unheard } from "#components/feed/contact.ts";
import type { DisplayView } from "#lib/displays/view.ts";

/** What a display knows. Local times are milliseconds of Date.now(). */
export type Feed = Heard & {
  /** Null before the first word. */
  readonly view: DisplayView | null;
  /** What runs on the server, as first heard. */
  readonly build: string | null;
  /** The server runs something newer than this page. */
  readonly outdated: boolean;
  /** Shut out: what follows is for a page that is loaded anew. */
  readonly unpaired: boolean;
};

export type FeedAction =
  | { type: "view"; view: DisplayView; at: number }
  | { type: "beat"; now: string; build: string; at: number }
  | { type: "polled"; view: DisplayView; now: string; at: number }
  | { type: "broken"; at: number }
  | { type: "unpaired" };

export const emptyFeed: Feed = { ...unheard, view: null, build: null, outdated: false, unpaired: false };

export function reduceFeed(feed: Feed, action: FeedAction): Feed {
  switch (action.type) {
    case "view":
      return { ...feed, view: action.view, lastWordAt: action.at, brokenAt: null };
    case "beat": {
      const build = feed.build ?? action.build;
      const outdated = feed.outdated || build !== action.build;
      return { ...feed, ...hearWord(feed, action.now, action.at), brokenAt: null, build, outdated };
    }
    case "polled":
      return { ...feed, ...hearWord(feed, action.now, action.at), view: action.view };
    case "broken":
      return { ...feed, brokenAt: feed.brokenAt ?? action.at };
    case "unpaired":
      return { ...feed, unpaired: true };
  }
}

/** The server was to beat every 4 s: it says something that may change. */
export const isBusy = ({ view }: Pick<Feed, "view">): boolean => view !== null && view.state !== "idle";
