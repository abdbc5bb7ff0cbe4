import { isRefunding } from "#components/till/refund/wish.ts";
import { isUndecided, type OrderView } from "#lib/orders/view.ts";

/** Which orders this tab keeps in sight beside the amount, and which of them is on top. */
export type Deck = {
  /** Orders seen undecided or made here: they stay until the cashier has seen their end. */
  readonly watched: readonly string[];
  /** Put aside by the cashier: still watched, never on top by themselves. */
  readonly parked: readonly string[];
  /** Chosen by the cashier; wins over the newest. */
  readonly picked: string | null;
};

export type DeckAction =
  | { type: "orders"; orders: readonly OrderView[] }
  | { type: "pick"; id: string }
  | { type: "park"; id: string }
  | { type: "leave"; id: string };

export const emptyDeck: Deck = { watched: [], parked: [], picked: null };

export function reduceDeck(deck: Deck, action: DeckAction): Deck {
  switch (action.type) {
    case "orders":
      return look(deck, action.orders);
    case "pick":
      return { ...deck, picked: action.id, parked: without(deck.parked, action.id) };
    case "park":
      return { ...deck, picked: null, parked: [...without(deck.parked, action.id), action.id] };
    case "leave":
      return { watched: without(deck.watched, action.id), parked: without(deck.parked, action.id), picked: null };
  }
}

const without = (ids: readonly string[], id: string): string[] => ids.filter((other) => other !== id);

/** Watches what is undecided, and lets go what is no longer told; the same deck when nothing changed. */
function look(deck: Deck, orders: readonly OrderView[]): Deck {
  const known = new Set(orders.map(({ id }) => id));
  const open = orders.filter(({ state }) => isUndecided(state)).map(({ id }) => id);
  const fresh = open.filter((id) => !deck.watched.includes(id));
  const gone = deck.watched.some((id) => !known.has(id));
  if (fresh.length === 0 && !gone) return deck;
  return {
    watched: [...deck.watched, ...fresh].filter((id) => known.has(id)),
    parked: deck.parked.filter((id) => known.has(id)),
    picked: deck.picked,
  };
}

/**
 * The order on top, and the other watched ones, newest first. Money that came late needs a person, so it is watched too,
 * as long as it is not on its way back.
 */
export function dealt(deck: Deck, orders: readonly OrderView[]): { top: OrderView | null; others: OrderView[] } {
  const isLate = (order: OrderView) => order.state === "paid_late" && !isRefunding(order);
  const watched = orders.filter((order) => deck.watched.includes(order.id) || isLate(order));
  const picked = orders.find(({ id }) => id === deck.picked);
  const top = picked ?? watched.find(({ id }) => !deck.parked.includes(id)) ?? null;
  return { top, others: watched.filter((order) => order !== top) };
}
