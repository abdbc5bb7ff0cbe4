import { statement } from "#lib/db/statement.ts";

/** Sales that may still be paid, whatever is still asked at the gateway, and refunds that are on their way. */
const OPEN = `(o.status = 'open' or a.next_check_at is not null
    or a.status in ('creating', 'checking', 'waiting', 'scanned', 'cancelling')
    or exists (select from refund r where r.attempt_id = a.id and r.status in ('pending', 'checking')))`;

/** $1 store, $2 currency, each null for any; $3 account or null for any: how many of their sales are not final (F57). */
export const countOpenOrders = statement<{ count: number }>(
  "count_open_orders",
  `select count(distinct o.id)::int as count
   from shop_order o join payment_attempt a on a.order_id = o.id
   where ($1::uuid is null or o.store_id = $1) and ($2::text is null or o.currency = $2)
     and ($3::uuid is null or a.account_id = $3) and ${OPEN}`,
);

/** $1 account: when its last notice came. */
export const readLastNotice = statement<{ at: Date | null }>(
  "read_last_notice",
  `select max(received_at) as at from notification where account_id = $1`,
);
