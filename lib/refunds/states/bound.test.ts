import { expect, test } from "vitest";
import { RIGHTS } from "#lib/auth/roles.ts";
import type { Allowance } from "../sql/read-allowance.ts";
import { boundOf } from "./bound.ts";

const unlimited: Allowance = {
  ...{ rights: [...RIGHTS.cashier], isLimited: true, spent: 0n },
  ...{ perRefund: null, perDay: null, ownSalesOnly: false, windowHours: null },
};
const now = new Date("2026-11-22T12:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const wish = { amount: { minor: 10_000n, currency: "CNY" }, isOwnSale: true, paidAt: hoursAgo(1), now };
const yuan = (minor: string) => ({ minor, currency: "CNY" });

test.each([
  ["owner", null],
  ["manager", null],
  ["cashier", { why: "no_right" }],
  ["auditor", { why: "no_right" }],
  ["developer", { why: "no_right" }],
] as const)("R2 T8 without limits of the store a %s is bound by %j", (role, bound) => {
  expect(boundOf({ ...unlimited, rights: [...RIGHTS[role]], isLimited: false }, wish)).toEqual(bound);
});

test("R2 a limit binds owners too, and to the very unit", () => {
  const owner: Allowance = { ...unlimited, rights: [...RIGHTS.owner], perRefund: 10_000n };
  expect(boundOf(owner, wish)).toBeNull();
  expect(boundOf({ ...owner, perRefund: 9_999n }, wish)).toEqual({ why: "over_limit", limit: yuan("9999") });
  expect(boundOf({ ...owner, perRefund: 0n }, wish)).toEqual({ why: "over_limit", limit: yuan("0") });
});

test("R2 what went back today counts, and what is left of the day is told", () => {
  const day: Allowance = { ...unlimited, perDay: 30_000n, spent: 20_000n };
  expect(boundOf(day, wish)).toBeNull();
  expect(boundOf({ ...day, spent: 20_001n }, wish)).toEqual({
    ...{ why: "over_day", limit: yuan("30000"), left: yuan("9999") },
  });
  expect(boundOf({ ...day, spent: 40_000n }, wish)).toMatchObject({ left: yuan("0") });
});

test("R2 sales of others and old ones need a second person where the store says so", () => {
  const own: Allowance = { ...unlimited, ownSalesOnly: true };
  expect(boundOf(own, wish)).toBeNull();
  expect(boundOf(own, { ...wish, isOwnSale: false })).toEqual({ why: "other_sale" });
  const fresh: Allowance = { ...unlimited, windowHours: 24 };
  expect(boundOf(fresh, { ...wish, paidAt: hoursAgo(24) })).toBeNull();
  expect(boundOf(fresh, { ...wish, paidAt: new Date(hoursAgo(24).getTime() - 1) })).toEqual({
    why: "too_late",
    hours: 24,
  });
});
