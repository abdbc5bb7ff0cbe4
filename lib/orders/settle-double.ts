import { cashier, type Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { writeNoDouble } from "./sql/settle-double.ts";

/** A person says that a payment is no double of another one: both are two sales (P13). */
export async function settleDouble(
  shop: Shop,
  doer: Doer,
  orderId: string,
): Promise<{ kind: "settled" | "already_decided" | "not_found" }> {
  const [written] = await run(shop.pool, writeNoDouble, [orderId, cashier(doer.userId), ...doerValues(doer)]);
  if (!written) return { kind: "not_found" };
  if (!written.settled) return { kind: "already_decided" };
  shop.hints.publish({ registerId: written.registerId, orderId });
  return { kind: "settled" };
}
