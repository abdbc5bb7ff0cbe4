import { statement } from "#lib/db/statement.ts";
import type { ItemState } from "../view.ts";

export type ItemRow = {
  id: string;
  what: "order" | "refund";
  /** The payment that a refund belongs to. */
  attemptId: string;
  state: ItemState;
  unclear: boolean;
  amount: bigint;
  currency: string;
  reference: string | null;
  at: Date;
};

/** $1 shift, $2 ids: of these items as they are now, and of all that nobody is certain about. Oldest first. */
export const readItems = statement<ItemRow>(
  "read_shift_items",
  `with orders as (
     select o.id, 'order' as what, a.id as "attemptId", o.amount, o.currency, o.reference, o.created_at as at, case
         when o.anomaly in ('amount_mismatch', 'undecided') and o.resolved_at is null then 'checking'
         when a.status in ('creating', 'waiting', 'scanned') then 'waiting'
         when a.status in ('checking', 'cancelling') then 'checking'
         when o.status = 'paid' then 'paid'
         else 'ended' end as state
     from shop_order o
     join lateral (
       select id, status from payment_attempt p where p.order_id = o.id
       order by p.status in ('paid', 'closed', 'failed'), p.created_at desc, p.id desc limit 1) a on true
     where o.shift_id = $1
   ), refund_ids as (
     select id from refund where shift_id = $1
     union all
     select r.id from shop_order o join payment_attempt a on a.order_id = o.id join refund r on r.attempt_id = a.id
     where o.shift_id = $1 and r.shift_id is null
   ), refunds as (
     select r.id, 'refund' as what, a.id as "attemptId", r.amount, r.currency, o.reference, r.created_at as at, case
         when r.status = 'pending' then 'queued' else r.status end as state
     from refund_ids join refund r using (id) join payment_attempt a on a.id = r.attempt_id join shop_order o on o.id = a.order_id
   ), items as (
     select *, state in ('waiting', 'checking') as unclear from orders
     union all
     select *, state in ('queued', 'checking') from refunds
   )
   select * from items where unclear or id = any ($2::uuid[]) order by at, id`,
);
