import type { Shop } from "#lib/process.ts";
import { findPayment } from "../queries.ts";
import type { PaymentRow } from "../sql/payment-row.ts";
import { askGateway } from "./run-checks.ts";

/** "Customer says paid" may be pressed this often (ux.md section 6). */
const PAUSE_MS = 3000;

export type AskNowResult =
  /** `answer` ends when the gateway's word is stored. */
  { kind: "asking"; answer: Promise<PaymentRow> } | { kind: "too_soon" } | { kind: "not_found" };

/** Asks the gateway about an order at once, whatever its schedule says. */
export async function askNow(shop: Shop, userId: string, orderId: string): Promise<AskNowResult> {
  const payment = await findPayment(shop, userId, orderId);
  if (!payment) return { kind: "not_found" };
  const asked = payment.checkedAt?.getTime() ?? 0;
  // While the code is being asked for, there is nothing yet to ask about.
  if (payment.status === "creating" || payment.now.getTime() - asked < PAUSE_MS) return { kind: "too_soon" };
  return { kind: "asking", answer: askGateway(shop, payment, `cashier:${userId}`) };
}
