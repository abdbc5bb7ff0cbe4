import { run } from "#lib/db/statement.ts";
import { pageAddress } from "#lib/payments/code-text.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { Shop } from "#lib/process.ts";
import { readOrderByToken } from "./sql/read-views.ts";
import { toCustomerView } from "./to-view.ts";
import { type CustomerView, isUndecided } from "./view.ts";

export type PayPage = {
  /** Where the gateway takes the payment, made a valid URI; null when nothing can be paid there (any more). */
  address: string | null;
  order: CustomerView;
};

/** What the customer finds behind our own address of a payment; null for an address that was never given out. */
export async function openPayPage(shop: Shop, token: string): Promise<PayPage | null> {
  const [row] = await run(shop.pool, readOrderByToken, [token]);
  if (!row) return null;
  const payable =
    row.isShown && row.status === "waiting" && row.codeEndsAt > row.now && TRAITS[row.generation].code === "page";
  const order = toCustomerView(row);
  // A fresh code took this one's place: what is open about the sale is no matter of it.
  if (!row.isShown && isUndecided(order.state)) return { address: null, order: { ...order, state: "expired" } };
  return { address: payable && row.codeText !== null ? pageAddress(row.codeText) : null, order };
}
