import { run } from "#lib/db/statement.ts";
import type { GatewayHealth } from "#lib/orders/view.ts";
import type { Shop } from "#lib/process.ts";
import { readHealthRow } from "./sql/gateway-calls.ts";

/** So long one reading serves every screen: each change of an order makes them all read. */
const FRESH_MS = 2000;

/** How an account's gateway has answered a store lately (P20). */
export async function readHealth(
  { pool, health }: Pick<Shop, "pool" | "health">,
  accountId: string,
  storeId: string,
): Promise<GatewayHealth> {
  const key = `${accountId}/${storeId}`;
  const known = health.get(key);
  if (known && known.until > performance.now()) return known.reading;
  const reading = ask(pool, accountId, storeId);
  health.set(key, { until: performance.now() + FRESH_MS, reading });
  // A reading that failed is not kept.
  reading.catch(() => health.delete(key));
  return reading;
}

async function ask(pool: Shop["pool"], accountId: string, storeId: string): Promise<GatewayHealth> {
  const [row] = await run(pool, readHealthRow, [accountId, storeId]);
  if (!row) throw new Error("an aggregate without a row");
  return {
    lastAnswerAt: row.lastAnswerAt && new Date(toStep(row.lastAnswerAt.getTime(), 1000)).toISOString(),
    failedInARow: row.failedInARow,
    calls: row.calls,
    failed: row.failed,
    medianMs: row.medianMs && toStep(row.medianMs, 100),
    scanToPaidMs: row.scanToPaidMs && toStep(row.scanToPaidMs, 100),
  };
}

const toStep = (ms: number, step: number): number => Math.floor(ms / step) * step;
