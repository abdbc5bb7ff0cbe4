import { expect, test } from "vitest";
import { facts, order } from "../testing/order.ts";
import { chargeState } from "./charge-state.ts";

const ask = (minor: bigint, more: Partial<Parameters<typeof chargeState>[0]> = {}) =>
  chargeState({
    total: { minor, currency: "CNY" },
    currencies: [
      { currency: "CNY", minAmount: "10", maxAmount: "50000", confirmFrom: null },
      { currency: "JPY", minAmount: "1", maxAmount: "200", confirmFrom: null },
    ],
    contact: { polling: false, lost: false, silentSeconds: 0 },
    feed: { orders: [], facts: null },
    busy: false,
    ...more,
  });

test("B35 charges within the limits of the store, both included, and names the limit otherwise", () => {
  expect(ask(10n).kind).toBe("ready");
  expect(ask(50_000n).kind).toBe("ready");
  expect(ask(50_001n)).toEqual({ kind: "above", limit: { minor: 50_000n, currency: "CNY" } });
  expect(ask(9n)).toEqual({ kind: "below", limit: { minor: 10n, currency: "CNY" } });
  expect(ask(0n).kind).toBe("empty");
});

test("P16 has limits of its own for each currency", () => {
  const yen = (minor: bigint) => ask(minor, { total: { minor, currency: "JPY" } });
  expect(yen(1n).kind).toBe("ready");
  expect(yen(201n)).toEqual({ kind: "above", limit: { minor: 200n, currency: "JPY" } });
});

test("charges nothing in a currency without an account", () => {
  expect(ask(100n, { total: { minor: 100n, currency: "USD" } }).kind).toBe("no_account");
  expect(ask(100n, { currencies: [] }).kind).toBe("no_account");
});

test("C13 charges nothing without contact, and nothing before the first word", () => {
  expect(ask(100n, { contact: { polling: true, lost: true, silentSeconds: 12 } }).kind).toBe("offline");
  expect(ask(100n, { contact: { polling: true, lost: true, silentSeconds: null } }).kind).toBe("connecting");
});

test("C6 charges nothing while a charge is on its way", () => {
  expect(ask(100n, { busy: true }).kind).toBe("busy");
});

test("Z1 sells nothing without an open shift where the store wants one", () => {
  const shift = { id: "1", openedAt: "2026-11-21T00:00:00Z", heldBy: "Li Na" };
  const kind = (requireShift: boolean, open: typeof shift | null) =>
    ask(100n, { feed: { orders: [], facts: facts({ requireShift, shift: open }) } }).kind;
  expect(kind(true, null)).toBe("no_shift");
  expect(kind(true, shift)).toBe("ready");
  expect(kind(false, null)).toBe("ready");
});

test("C10 lets nine sales wait at once, and no tenth", () => {
  const waiting = (count: number) => Array.from({ length: count }, (_, index) => order({ id: String(index) }));
  const ended = order({ id: "paid", state: "paid", code: null });
  expect(ask(100n, { feed: { orders: [...waiting(8), ended], facts: null } }).kind).toBe("ready");
  expect(ask(100n, { feed: { orders: [...waiting(9), ended], facts: null } }).kind).toBe("full");
});
