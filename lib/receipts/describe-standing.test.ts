import { expect, test } from "vitest";
import { paymentStanding } from "./describe-standing.ts";

const paid = {
  anomaly: null,
  resolvedAt: null,
  status: "paid",
  amount: 12850n,
  refunded: 0n,
} as const;

test.each([
  ["paid", paid],
  ["partly_refunded", { ...paid, refunded: 1n }],
  ["refunded", { ...paid, refunded: 12850n }],
  ["not_paid", { ...paid, status: "waiting" }],
  ["not_paid", { ...paid, status: "closed", anomaly: "cancelled_refunded" }],
  ["unclear", { ...paid, status: "checking" }],
  ["unclear", { ...paid, status: "cancelling" }],
  ["unclear", { ...paid, anomaly: "amount_mismatch" }],
  ["paid_late", { ...paid, anomaly: "paid_late" }],
  ["paid", { ...paid, anomaly: "paid_late", resolvedAt: new Date(0) }],
  ["refunded", { ...paid, anomaly: "paid_late", resolvedAt: new Date(0), refunded: 12850n }],
  // Its own payment is in order: the second one is no matter of this receipt.
  ["paid", { ...paid, anomaly: "paid_twice" }],
] as const)("E10 says %s of %o", (standing, facts) => {
  expect(paymentStanding(facts)).toBe(standing);
});
