import { type Statement, statement } from "#lib/db/statement.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { newestOf } from "./list-orders.ts";
import type { Match } from "./match-orders.ts";
import { hitsOf } from "./sum-orders.ts";

/** What moved with an order; `kind` is null where nothing has. */
export type MovementRow = {
  orderId: string;
  createdAt: Date;
  reference: string | null;
  storeName: string;
  registerName: string;
  timeZone: string;
} & (
  | { kind: null }
  | {
      kind: "payment" | "refund";
      date: string;
      time: string;
      amount: bigint;
      currency: string;
      number: string;
      personName: string;
      generation: Generation;
      tradeNumber: string | null;
      merchantNumber: string;
      refundNumber: string | null;
    }
);

/** As lib/receipts/make-number.ts makes it. */
const NUMBER = `upper(left(r.code, 8)) || '-' || to_char(m.made_at at time zone s.time_zone, 'YYMMDD') || '-' || upper(right(m.id::text, 6))`;

/**
 * The next orders after `olderThan`, each with the payments that are proven and the refunds that are done, newest first: what is not
 * certain has not moved. At least one row for each order.
 */
export function listMovements(
  match: Match,
  olderThan: readonly string[] | null,
  most: number,
): [Statement<MovementRow>, unknown[]] {
  const text = `${newestOf(match, olderThan, most)}
   select o.id as "orderId", o.created_at as "createdAt", o.reference, s.name as "storeName", r.name as "registerName",
     s.time_zone as "timeZone", m.kind, to_char(m.at at time zone s.time_zone, 'YYYY-MM-DD') as date,
     to_char(m.at at time zone s.time_zone, 'HH24:MI:SS') as time, m.amount, o.currency, ${NUMBER} as number,
     u.name as "personName", g.generation, m.trade_number as "tradeNumber", m.merchant_number as "merchantNumber",
     m.refund_number as "refundNumber"
   from page join shop_order o on o.id = page.id
   join store s on s.id = o.store_id join register r on r.id = o.register_id
   left join lateral (
     select 'payment' as kind, p.status_since as at, p.amount, o.id, o.created_at as made_at, o.cashier_id as person_id,
       p.account_id, p.trade_number, p.merchant_number, null as refund_number
     from payment_attempt p where p.order_id = o.id and p.status = 'paid'
     union all
     select 'refund', f.status_since, -f.amount, f.id, f.created_at, f.asked_by_id,
       p.account_id, p.trade_number, p.merchant_number, f.refund_number
     from payment_attempt p join refund f on f.attempt_id = p.id where p.order_id = o.id and f.status = 'done'
   ) m on true
   left join app_user u on u.id = m.person_id left join gateway_account g on g.id = m.account_id
   order by o.created_at desc, o.id desc, m.at desc`;
  return [{ name: "", text }, match.values];
}

export type MovementCountRow = { all: bigint; currency: string | null; count: bigint };

/**
 * How many movements the orders that match have, one row a currency, with how many orders were read: `most` and one more at the most.
 * At least one row.
 */
export function countMovements(match: Match, most: number): [Statement<MovementCountRow>, unknown[]] {
  const text = `${hitsOf(match, most + 1)}, moved as (
     select h.currency, count(*) from hit h join payment_attempt p on p.order_id = h.id and p.status = 'paid' group by 1
     union all
     select h.currency, count(*) from hit h join payment_attempt p on p.order_id = h.id and p.refunded > 0
       join refund f on f.attempt_id = p.id and f.status = 'done' group by 1
   )
   select hits.all, m.currency, coalesce(sum(m.count), 0)::bigint as count
   from (select count(*) as "all" from hit) hits left join moved m on true group by hits.all, m.currency order by m.currency`;
  return [{ name: "", text }, match.values];
}

/** $1 stores: the currencies in which money of theirs has ever moved, summed or not yet. */
export const findMovedCurrencies: Statement<{ currency: string }> = statement(
  "find_moved_currencies",
  `select currency from money_sum where store_id = any ($1::uuid[])
   union
   select a.currency from unsummed_money u join payment_attempt a on a.id = u.id join shop_order o on o.id = a.order_id
   where o.store_id = any ($1::uuid[])
   order by currency`,
);
