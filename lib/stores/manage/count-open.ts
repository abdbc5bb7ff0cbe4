import type { Transaction } from "#lib/db/client.ts";
import { countOpenOrders } from "./sql/open-orders.ts";

type Of = { storeId?: string; currency?: string; accountId?: string };

/** How many sales are not final: on them hangs what they were made with (F57). */
export async function countOpen(tx: Transaction, { storeId, currency, accountId }: Of): Promise<number> {
  const values = [storeId ?? null, currency ?? null, accountId ?? null];
  const [row] = await tx.$queryRawUnsafe<{ count: number }[]>(countOpenOrders.text, ...values);
  return row?.count ?? 0;
}
