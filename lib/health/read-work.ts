import { run } from "#lib/db/statement.ts";
import { readWork as readWorkRow, type Work } from "#lib/orders/sql/read-work.ts";
import type { Shop } from "#lib/process.ts";

/** What waits for a worker, and which workers there are; null when the database says nothing. */
export async function readWork(shop: Shop): Promise<Work | null> {
  const [work] = await run(shop.pool, readWorkRow, []);
  return work ?? null;
}
