import { cashier } from "#lib/actor.ts";
import type { Shop } from "#lib/process.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { findPayment } from "./queries.ts";

/** A person takes late money as the payment of its sale after all. */
export async function acceptLate(
  shop: Shop,
  userId: string,
  orderId: string,
): Promise<{ kind: "accepted" | "already_decided" | "not_found" }> {
  const payment = await findPayment(shop, userId, orderId);
  if (!payment) return { kind: "not_found" };
  const { changed } = await applyOutcome(shop, payment, {
    news: { kind: "late_accepted" },
    actor: cashier(userId),
  });
  return { kind: changed ? "accepted" : "already_decided" };
}
