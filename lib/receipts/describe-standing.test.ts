import { expect, test } from "vitest";
import { paymentStanding } from "./describe-standing.ts";

const paid = {
  orderStatus: "paid",
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
  ["not_paid", { ...paid, orderStatus: "open", status: "waiting" }],
  ["not_paid", { ...paid, orderStatus: "cancelled", status: "closed", anomaly: "cancelled_refunded" }],
  ["unclear", { ...paid, orderStatus: "open", status: "checking" }],
  ["unclear", { ...paid, orderStatus: "open", status: "cancelling" }],
  ["unclear", { ...paid, anomaly: "amount_mismatch" }],
  ["paid_late", { ...paid, orderStatus: "expired", anomaly: "paid_late" }],
  ["refunded", { ...paid, orderStatus: "expired", anomaly: "paid_late", refunded: 12850n }],
] as const)("E10 says %s of %o", (standing, facts) => {
  expect(paymentStanding(facts)).toBe(standing);
});
