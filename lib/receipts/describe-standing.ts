import type { ReceiptRow } from "./sql/read-receipt.ts";
import type { PaymentStanding, RefundStanding } from "./view.ts";

type Facts = Pick<ReceiptRow, "anomaly" | "resolvedAt" | "status" | "amount" | "refunded">;

/** How the payment stands, in the words of its receipt. Only what is proven counts: what is open is never called paid. */
export function paymentStanding({ anomaly, resolvedAt, status, amount, refunded }: Facts): PaymentStanding {
  const isDoubtful = (anomaly === "amount_mismatch" || anomaly === "undecided") && resolvedAt === null;
  if (isDoubtful || status === "checking" || status === "cancelling") return "unclear";
  if (status !== "paid") return "not_paid";
  if (refunded >= amount) return "refunded";
  if (refunded > 0n) return "partly_refunded";
  return anomaly === "paid_late" && resolvedAt === null ? "paid_late" : "paid";
}

const REFUND_STANDINGS = {
  pending: "refund_unclear",
  checking: "refund_unclear",
  done: "refund_done",
  refused: "refund_refused",
} as const satisfies Record<string, RefundStanding>;

export const standingOf = (row: ReceiptRow): PaymentStanding | RefundStanding =>
  row.refundId === null ? paymentStanding(row) : REFUND_STANDINGS[row.refundStatus];
