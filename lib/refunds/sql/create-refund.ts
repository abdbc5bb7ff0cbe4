import { rolesWith } from "#lib/auth/roles.ts";
import type { Calendar } from "#lib/calendar/business-day.ts";
import { statement } from "#lib/db/statement.ts";
import { FIRST_OF_SALE } from "#lib/orders/sql/payment-row.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { warrantColumns } from "./warrant.ts";

/** A payment that money can go back from, as a person of this store sees it. */
export type RefundablePayment = Calendar & {
  attemptId: string;
  storeId: string;
  registerId: string;
  /** Who made the sale. */
  soldById: string;
  generation: Generation;
  amount: bigint;
  currency: string;
  held: bigint;
  madeAt: Date;
  paidAt: Date;
  /** Whether the person may ask at all. */
  mayRefund: boolean;
  now: Date;
};

/** The order at the person's store, seen from one of that store's registers. $1 order, $2 user, $3 register */
const SEEN_ORDER = `shop_order o
   join membership m on m.store_id = o.store_id and m.user_id = $2
   join app_user u on u.id = m.user_id and u.disabled_at is null
   join register asked on asked.id = $3 and asked.store_id = o.store_id`;

/** $1 order, $2 user, $3 register: the payment that stands for the order. No row for strangers to the store. */
export const readRefundable = statement<RefundablePayment>(
  "read_refundable",
  `select a.id as "attemptId", o.store_id as "storeId", o.register_id as "registerId", o.cashier_id as "soldById",
     g.generation, a.amount, a.currency, a.refund_held as held, a.created_at as "madeAt", a.status_since as "paidAt",
     s.time_zone as "timeZone", s.day_start_minute as "dayStartMinute",
     m.role in (${rolesWith("refund")}) as "mayRefund", clock_timestamp() as now
   from ${SEEN_ORDER}
   join store s on s.id = o.store_id
   join lateral (select * from payment_attempt p where p.order_id = o.id and p.status = 'paid' order by ${FIRST_OF_SALE} limit 1) a on true
   join gateway_account g on g.id = a.account_id
   where o.id = $1`,
);

/** $1 order, $2 user, $3 register: whether there is such an order in the user's stores, and whether the user may refund there. */
export const readOrderOfUser = statement<{ mayRefund: boolean }>(
  "read_order_of_user",
  `select m.role in (${rolesWith("refund")}) as "mayRefund" from ${SEEN_ORDER} where o.id = $1`,
);

const warrant = warrantColumns(11);

/**
 * The refund with its number and event, before any gateway hears of it. The lock on the payment makes each one see what
 * the others hold, the lock on the person what that person gave back today. It is due at once. No row back: that much is not
 * left, of the payment or of the day, somebody may no more, this client key was used before, or another refund of the payment
 * has not ended.
 */
export const insertRefund = statement<{ refundId: string }>(
  "insert_refund",
  `with payment as (
     select id, order_id, currency from payment_attempt where id = $2 and status = 'paid' and refund_held + $4 <= amount for update
   ), made as (
     insert into refund (id, attempt_id, client_key, refund_number, amount, currency, reason, asked_by_id, approved_by_id,
       shift_id, way, status, status_since, asked_at, next_check_at)
     select $1, payment.id, $3, $5, $4, payment.currency, $6, $7, ${warrant.approver}, ${warrant.shift}, $8, 'pending',
       clock_timestamp(), clock_timestamp(), clock_timestamp()
     from payment where ${warrant.holds("$4", "payment.currency")} on conflict do nothing
     returning id
   ), fact as (
     insert into order_event (order_id, attempt_id, kind, actor, data)
     select payment.order_id, payment.id, 'refund_wanted', $9, $10::jsonb from payment, made
   ), ${warrant.entries({ orderId: "payment.order_id", facts: "$10", from: "payment, made" })}
   select id as "refundId" from made`,
);
