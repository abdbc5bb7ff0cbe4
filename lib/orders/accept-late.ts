import { cashier, type Doer } from "#lib/actor.ts";
import type { Shop } from "#lib/process.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { findPayment } from "./queries.ts";

/** A person takes late money as the payment of its sale after all. */
export async function acceptLate(
  shop: Shop,
  doer: Doer,
  orderId: string,
): Promise<{ kind: "accepted" | "already_decided" | "not_found" }> {
  const payment = await findPayment(shop, doer.userId, orderId);
  if (!payment) return { kind: "not_found" };
  const { changed } = await applyOutcome(shop, payment, {
    news: { kind: "late_accepted" },
    actor: cashier(doer.userId),
    risky: { kind: "late_accepted", doer },
  });
  return { kind: changed ? "accepted" : "already_decided" };
}
