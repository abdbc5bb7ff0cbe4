import type { Doer } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import { type RunInside, transact } from "#lib/db/transaction.ts";
import type { Shop } from "#lib/process.ts";
import { lockStores, readLiveOf, readRegistersOf } from "./sql/standing.ts";

/** Rights in a live store are given with more than a password (T11); switching off and taking PINs away can wait for nothing. */
export const isTooWeak = async (shop: Shop, { userId, strong }: Doer, storeIds: readonly string[]): Promise<boolean> =>
  !strong && (await run(shop.pool, readLiveOf, [userId, storeIds])).length > 0;

/**
 * Changes who works in these stores, one change after the other: two owners who take the role from each other at the same
 * moment would leave none. Then the streams of these stores look again who may listen (S2).
 */
export async function changeStaff<Result>(
  shop: Shop,
  storeIds: readonly string[],
  work: (run: RunInside) => Promise<Result>,
): Promise<Result> {
  const result = await transact(shop.pool, async (inside) => {
    await inside(lockStores, [storeIds]);
    return work(inside);
  });
  for (const { id } of await run(shop.pool, readRegistersOf, [storeIds])) {
    shop.hints.publish({ registerId: id, orderId: null });
  }
  return result;
}
