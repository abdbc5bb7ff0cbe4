import { expect, test } from "vitest";
import { order, refund } from "../testing/order.ts";
import { dealt, emptyDeck, reduceDeck } from "./deck.ts";

const waiting = order({ id: "a" });
const second = order({ id: "b" });
const paid = order({ id: "a", state: "paid", revision: 2, code: null });
const seen = (...orders: ReturnType<typeof order>[]) => reduceDeck(emptyDeck, { type: "orders", orders });

test("C9 shows a waiting order after a reload, and no order that ended before", () => {
  expect(dealt(seen(waiting), [waiting]).top).toBe(waiting);
  expect(dealt(seen(paid), [paid]).top).toBeNull();
});

test("keeps an order in sight when it is paid, until the cashier leaves it", () => {
  const deck = reduceDeck(seen(waiting), { type: "orders", orders: [paid] });
  expect(dealt(deck, [paid]).top).toBe(paid);
  expect(dealt(reduceDeck(deck, { type: "leave", id: "a" }), [paid]).top).toBeNull();
});

test("puts the newest on top and the others beside it; the cashier may choose", () => {
  const deck = seen(second, waiting);
  expect(dealt(deck, [second, waiting])).toEqual({ top: second, others: [waiting] });
  const picked = reduceDeck(deck, { type: "pick", id: "a" });
  expect(dealt(picked, [second, waiting])).toEqual({ top: waiting, others: [second] });
});

test("leaves a parked order beside the card, where its end is seen", () => {
  const deck = reduceDeck(seen(waiting), { type: "park", id: "a" });
  expect(dealt(deck, [waiting])).toEqual({ top: null, others: [waiting] });
  expect(dealt(deck, [paid])).toEqual({ top: null, others: [paid] });
});

test("shows money that came late even when nobody watched", () => {
  const late = order({ id: "c", state: "paid_late", code: null });
  expect(dealt(emptyDeck, [late]).top).toBe(late);
});

test("lets go of late money that is on its way back, and shows it again when that was refused", () => {
  const late = (state: "checking" | "refused") =>
    order({ id: "c", state: "paid_late", code: null, refund: refund({ state }) });
  expect(dealt(emptyDeck, [late("checking")]).top).toBeNull();
  expect(dealt(emptyDeck, [late("refused")]).top).toEqual(late("refused"));
});

test("shows an old order on demand and then goes back to the waiting one", () => {
  const old = order({ id: "old", state: "expired", code: null });
  const deck = reduceDeck(seen(waiting), { type: "pick", id: "old" });
  expect(dealt(deck, [waiting, old]).top).toBe(old);
  expect(dealt(reduceDeck(deck, { type: "leave", id: "old" }), [waiting, old]).top).toBe(waiting);
});

test("does not change when the news brings nothing to watch", () => {
  const deck = seen(waiting);
  expect(reduceDeck(deck, { type: "orders", orders: [paid] })).toBe(deck);
});
