import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { Generation } from "#lib/payments/gateway.ts";

/** A payment that money can go back from, as a person of this store sees it. */
export type RefundablePayment = {
  attemptId: string;
  registerId: string;
  generation: Generation;
  amount: bigint;
  currency: string;
  held: bigint;
  madeAt: Date;
  mayRefund: boolean;
  now: Date;
};

/** $1 order, $2 user: the newest payment of the order that is not given back whole. No row for strangers to the store. */
export const readRefundable = statement<RefundablePayment>(
  "read_refundable",
  `select a.id as "attemptId", o.register_id as "registerId", g.generation, a.amount, a.currency, a.refund_held as held,
     a.created_at as "madeAt", m.role in (${rolesWith("refund_freely")}) as "mayRefund", clock_timestamp() as now
   from shop_order o
   join membership m on m.store_id = o.store_id and m.user_id = $2
   join payment_attempt a on a.order_id = o.id and a.status = 'paid'
   join gateway_account g on g.id = a.account_id
   where o.id = $1
   order by a.refund_held < a.amount desc, a.created_at desc, a.id desc limit 1`,
);

/** $1 order, $2 user: whether there is such an order in the user's stores. */
export const readOrderOfUser = statement<{ found: true }>(
  "read_order_of_user",
  `select true as found from shop_order o join membership m on m.store_id = o.store_id and m.user_id = $2 where o.id = $1`,
);

/**
 * The refund with its number and event, before any gateway hears of it. The lock on the payment makes each one see what
 * the others hold. It is due at once. No row back: that much is not left, this client key was used before, or another refund of
 * the payment has not ended.
 */
export const insertRefund = statement<{ refundId: string }>(
  "insert_refund",
  `with payment as (
     select id, order_id, currency from payment_attempt where id = $2 and status = 'paid' and refund_held + $4 <= amount for update
   ), made as (
     insert into refund (id, attempt_id, client_key, refund_number, amount, currency, reason, asked_by_id, way, status,
       status_since, next_check_at)
     select $1, payment.id, $3, $5, $4, payment.currency, $6, $7, $8, 'pending', clock_timestamp(), clock_timestamp()
     from payment on conflict do nothing
     returning id
   ), fact as (
     insert into order_event (order_id, attempt_id, kind, actor, data)
     select payment.order_id, payment.id, 'refund_wanted', $9, $10::jsonb from payment, made
   )
   select id as "refundId" from made`,
);
