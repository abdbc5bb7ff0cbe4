import { cashier } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { findPayment } from "../queries.ts";
import { claimNow } from "../sql/claim-due.ts";
import type { PaymentRow } from "../sql/payment-row.ts";
import { CLAIM_MS } from "../states/schedule.ts";
import { askGateway } from "./ask-gateway.ts";

/** "Customer says paid" may be pressed this often. */
const PAUSE_MS = 3000;

export type AskForCashierResult =
  /** `answer` ends when the gateway's word is stored. */
  { kind: "asking"; answer: Promise<unknown> } | { kind: "too_soon" } | { kind: "not_found" };

/** Asks the gateway about an order at once, whatever its schedule says. */
export async function askForCashier(shop: Shop, userId: string, orderId: string): Promise<AskForCashierResult> {
  const payment = await findPayment(shop, userId, orderId);
  return payment ? askAboutPayment(shop, userId, payment) : { kind: "not_found" };
}

/** The same about one payment of the user's stores. */
export async function askAboutPayment(
  shop: Shop,
  userId: string,
  payment: PaymentRow,
): Promise<Exclude<AskForCashierResult, { kind: "not_found" }>> {
  const asked = payment.checkedAt?.getTime() ?? 0;
  if (payment.now.getTime() - asked < PAUSE_MS) return { kind: "too_soon" };
  const claimed = await run(shop.pool, claimNow, [payment.attemptId, CLAIM_MS, PAUSE_MS]);
  if (claimed.length === 0) return { kind: "too_soon" };
  return { kind: "asking", answer: askGateway(shop, payment, cashier(userId)) };
}
