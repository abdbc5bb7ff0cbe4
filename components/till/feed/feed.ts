import { type Heard, hearWord, unheard } from "#components/feed/contact.ts";
import { isUndecided, type OrderView, type RegisterFacts, type RegisterView } from "#lib/orders/view.ts";

/** What a tab knows of its register, and when it last heard of it. Local times are milliseconds of Date.now(). */
export type Feed = Heard & {
  readonly orders: readonly OrderView[];
  /** Null before the first word. */
  readonly facts: RegisterFacts | null;
  readonly signedOut: boolean;
};

export type FeedAction =
  | { type: "snapshot"; view: RegisterView; at: number; fromStream: boolean }
  | { type: "order"; now: string; order: OrderView; at: number }
  | { type: "facts"; now: string; facts: RegisterFacts; at: number }
  | { type: "beat"; now: string; at: number }
  | { type: "order_answer"; order: OrderView }
  | { type: "broken"; at: number }
  | { type: "signed_out" }
  /** The lock of a registered till has taken over. */
  | { type: "locked" };

/** The server was to beat every 4 s: an order is undecided. */
export const isBusy = ({ orders }: Pick<Feed, "orders">): boolean => orders.some(({ state }) => isUndecided(state));

export const emptyFeed: Feed = {
  ...unheard,
  orders: [],
  facts: null,
  signedOut: false,
};

const RECENT = 10;

export function reduceFeed(feed: Feed, action: FeedAction): Feed {
  switch (action.type) {
    case "snapshot": {
      const heard = hear(feed, action.view.now, action.at);
      const orders = mergeSnapshot(feed.orders, action.view);
      return { ...heard, orders, facts: action.view.facts, brokenAt: action.fromStream ? null : feed.brokenAt };
    }
    case "order":
      return { ...hear(feed, action.now, action.at), orders: mergeOrder(feed.orders, action.order), brokenAt: null };
    case "facts":
      return { ...hear(feed, action.now, action.at), facts: action.facts, brokenAt: null };
    case "beat":
      return { ...hear(feed, action.now, action.at), brokenAt: null };
    case "order_answer":
      return { ...feed, orders: mergeOrder(feed.orders, action.order) };
    case "broken":
      return { ...feed, brokenAt: feed.brokenAt ?? action.at };
    case "signed_out":
      return { ...feed, signedOut: true };
    case "locked":
      return { ...feed, signedOut: false };
  }
}

const hear = (feed: Feed, now: string, at: number): Feed => ({ ...feed, ...hearWord(feed, now, at) });

const newer = (have: OrderView | undefined, got: OrderView): OrderView =>
  have !== undefined && have.revision > got.revision ? have : got;

/** A view with an older revision never replaces a newer one. */
export const mergeOrder = (orders: readonly OrderView[], got: OrderView): OrderView[] =>
  sorted([
    ...orders.filter(({ id }) => id !== got.id),
    newer(
      orders.find(({ id }) => id === got.id),
      got,
    ),
  ]);

/** A snapshot holds all there is, but for orders that were made after it was taken. */
function mergeSnapshot(orders: readonly OrderView[], view: RegisterView): OrderView[] {
  const have = new Map(orders.map((order) => [order.id, order]));
  const listed = new Set(view.orders.map(({ id }) => id));
  const later = orders.filter(({ id, createdAt }) => !listed.has(id) && Date.parse(createdAt) > Date.parse(view.now));
  return sorted([...later, ...view.orders.map((order) => newer(have.get(order.id), order))]);
}

/** Newest first; all that is undecided, and the last ten of the rest. */
function sorted(orders: OrderView[]): OrderView[] {
  const byAge = orders.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  const ended = byAge.filter(({ state }) => !isUndecided(state)).slice(0, RECENT);
  return byAge.filter((order) => isUndecided(order.state) || ended.includes(order));
}
