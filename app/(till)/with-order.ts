import "server-only";
import type { Denied } from "#lib/orders/commands.ts";
import { viewOrder } from "#lib/orders/queries.ts";
import type { OrderView } from "#lib/orders/view.ts";
import type { Shop } from "#lib/process.ts";

/** An answer that shows the order as it is now. */
export async function withOrder<Result>(
  { shop, userId }: { shop: Shop; userId: string },
  orderId: string,
  make: (order: OrderView) => Result,
): Promise<Result | Denied> {
  const order = await viewOrder(shop, userId, orderId);
  return order ? make(order) : { kind: "not_found" };
}
