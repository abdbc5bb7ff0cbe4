import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { REFUND_CLAIM_MS } from "#lib/refunds/states/schedule.ts";
import type { AskRefundResult } from "./commands.ts";
import { makeRefundDue } from "./sql/ask-refund.ts";

const PAUSE_MS = 3000;

/** Has Alipay asked about an unclear refund now, whatever its schedule says. The call itself is `runRefundIfDue`. */
export async function askRefund(
  shop: Shop,
  userId: string,
  { orderId, refundId }: { orderId: string; refundId: string },
): Promise<AskRefundResult> {
  const values = [orderId, refundId, userId, PAUSE_MS, REFUND_CLAIM_MS];
  const [known] = await run(shop.pool, makeRefundDue, values);
  if (!known) return { kind: "not_found" };
  if (!known.waits) return { kind: "already_decided" };
  return { kind: known.due ? "asking" : "too_soon" };
}
