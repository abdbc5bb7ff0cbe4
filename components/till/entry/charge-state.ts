import type { Contact } from "#components/till/feed/contact.ts";
import type { Money } from "#lib/money/money.ts";

export type ChargeState =
  | { kind: "ready" | "empty" | "offline" | "connecting" | "busy" }
  | { kind: "above" | "below"; limit: Money };

/** Limits are minor units of the total's currency. */
type Question = { total: Money; minAmount: string; maxAmount: string; contact: Contact; busy: boolean };

/** Whether the sale can be charged now, or the reason that stands in the button. */
export function chargeState({ total, minAmount, maxAmount, contact, busy }: Question): ChargeState {
  if (busy) return { kind: "busy" };
  if (contact.silentSeconds === null) return { kind: "connecting" };
  if (contact.lost) return { kind: "offline" };
  if (total.minor === 0n) return { kind: "empty" };
  const [min, max] = [BigInt(minAmount), BigInt(maxAmount)];
  if (total.minor > max) return { kind: "above", limit: { minor: max, currency: total.currency } };
  if (total.minor < min) return { kind: "below", limit: { minor: min, currency: total.currency } };
  return { kind: "ready" };
}
