import type { Contact } from "#components/feed/contact.ts";
import type { Feed } from "#components/till/feed/feed.ts";
import type { Store } from "#components/till/setting.ts";
import type { Money } from "#lib/money/money.ts";
import { isUndecided } from "#lib/orders/view.ts";

export type ChargeState =
  | { kind: "ready" | "empty" | "offline" | "connecting" | "busy" | "no_account" | "no_shift" | "full" }
  | { kind: "above" | "below"; limit: Money };

type Question = {
  total: Money;
  currencies: Store["currencies"];
  contact: Contact;
  feed: Pick<Feed, "orders" | "facts">;
  busy: boolean;
};

/** As many sales wait at one register at once (C10). */
const MOST_WAITING = 9;

/** Whether the sale can be charged now, or the reason that stands in the button. */
export function chargeState({ total, currencies, contact, feed, busy }: Question): ChargeState {
  if (busy) return { kind: "busy" };
  const limits = currencies.find(({ currency }) => currency === total.currency);
  if (limits === undefined) return { kind: "no_account" };
  if (contact.silentSeconds === null) return { kind: "connecting" };
  if (contact.lost) return { kind: "offline" };
  if (feed.facts?.requireShift === true && feed.facts.shift === null) return { kind: "no_shift" };
  if (feed.orders.filter(({ state }) => isUndecided(state)).length >= MOST_WAITING) return { kind: "full" };
  if (total.minor === 0n) return { kind: "empty" };
  const [min, max] = [BigInt(limits.minAmount), BigInt(limits.maxAmount)];
  if (total.minor > max) return { kind: "above", limit: { minor: max, currency: total.currency } };
  if (total.minor < min) return { kind: "below", limit: { minor: min, currency: total.currency } };
  return { kind: "ready" };
}
