import type { Transaction } from "#lib/db/client.ts";
import type { RefundLimits } from "../schema.ts";
import { differences } from "./compare-rows.ts";
import { minorOf } from "./read-amount.ts";

/** What each role gives back of one currency without a second person; roles that are not named stay. What has changed comes back. */
export async function applyRefundLimits(
  tx: Transaction,
  { storeId, currency, at }: { storeId: string; currency: string; at: string },
  limits: RefundLimits,
): Promise<string[]> {
  const changed: string[] = [];
  for (const [role, { perRefund, perDay, ownSalesOnly, windowHours }] of Object.entries(limits)) {
    const row = {
      perRefund: minorOf(perRefund, currency, `${at}.${role}.perRefund`),
      perDay: minorOf(perDay, currency, `${at}.${role}.perDay`),
      ownSalesOnly,
      windowHours: windowHours ?? null,
    };
    const key = { storeId_role_currency: { storeId, role, currency } };
    const known = await tx.refundLimit.findUnique({ where: key });
    const changes = differences(known, row);
    if (known && changes.length === 0) continue;
    changed.push(...changes.map((name) => `${currency}.refundLimits.${role}.${name}`));
    await tx.refundLimit.upsert({ where: key, create: { storeId, role, currency, ...row }, update: row });
  }
  return changed;
}
