import { type Statement, statement } from "#lib/db/statement.ts";
import { SCAN_SECONDS } from "./sum-money.ts";

/** What moved: how many payments and refunds, and how much, in minor units of one currency. */
export type Cell = { payments: bigint; paid: bigint; refunds: bigint; refunded: bigint };

type Of = { currency: string };

/** What moved at an hour of the clock of a day that is so many days before the last one. `early`: in an hour that is over today. */
export type HourRow = Cell & Of & { what: "hour"; ago: number; hour: number; early: boolean };
export type StoreRow = Cell & Of & { what: "store"; storeId: string };
export type CashierRow = Cell & Of & { what: "cashier"; cashierId: string };
/** Money that no sum has yet. */
export type MoveRow = Cell & Of & { what: "move"; storeId: string; cashierId: string; at: Date };
export type SumRow = HourRow | StoreRow | CashierRow | MoveRow;

const SUM = `sum(payments)::bigint as payments, sum(paid)::bigint as paid, sum(refunds)::bigint as refunds,
       sum(refunded)::bigint as refunded`;

const CELL = (table: string) => `${table}.payments, ${table}.paid, ${table}.refunds, ${table}.refunded`;

/**
 * $1 stores, $2 the first day of each, $3 its last one, $4 how many hours of the day are over, $5 the hour of the clock at which its
 * day begins, $6 how many days before the first are wanted as well: the sums, and in the same moment what no sum has yet. Not prepared
 * under a name: it is planned for what there is.
 */
export const readMoneySums: Statement<SumRow> = statement(
  "",
  `with place as (
     select * from unnest($1::uuid[], $2::date[], $3::date[], $4::int[], $5::int[]) as p (store_id, first, last, over, start)
   ), money as (
     select s.store_id, s.currency, p.last - s.day as ago, (s.hour + p.start) % 24 as hour, s.hour < p.over as early,
       s.day >= p.first as own, ${CELL("s")}
     from place p join money_sum s on s.store_id = p.store_id and s.day between p.first - $6::int and p.last
   ), summed as (
     select case when grouping(ago) = 0 then 'hour' else 'store' end as what, own, ago, hour, early, store_id, null::uuid as cashier_id,
       currency, ${SUM}
     from money group by grouping sets ((ago, hour, early, currency), (own, store_id, currency))
     union all
     select 'cashier', true, null, null, null, null, s.cashier_id, s.currency, ${SUM}
     from place p join cashier_sum s on s.store_id = p.store_id and s.day between p.first and p.last
     group by s.cashier_id, s.currency
   ), moved as (
     select o.store_id, o.cashier_id, a.currency, a.status_since as at, 1 as payments, a.amount as paid, 0 as refunds, 0 as refunded
     from unsummed_money u join payment_attempt a on a.id = u.id join shop_order o on o.id = a.order_id
     where not u.is_refund and o.store_id = any ($1::uuid[])
     union all
     select o.store_id, r.asked_by_id, r.currency, r.status_since, 0, 0, 1, r.amount
     from unsummed_money u join refund r on r.id = u.id join payment_attempt a on a.id = r.attempt_id join shop_order o on o.id = a.order_id
     where u.is_refund and o.store_id = any ($1::uuid[])
   )
   select what, ago, hour, early, store_id as "storeId", cashier_id as "cashierId", currency, null::timestamptz as at, payments, paid, refunds, refunded
   from summed where own is not false
   union all
   select 'move', null, null, null, store_id, cashier_id, currency, at, payments, paid, refunds, refunded from moved`,
);

export type ScanRow = { seconds: number; payments: bigint; storeId: string | null; at: Date | null };

/** $1 stores, $2 the first day of each, $3 its last one: how long after the scan it was paid, and of each payment that no sum has yet. */
export const readScanSums: Statement<ScanRow> = statement(
  "",
  `select seconds::int, sum(payments)::bigint as payments, null::uuid as "storeId", null::timestamptz as at
   from unnest($1::uuid[], $2::date[], $3::date[]) as p (store_id, first, last)
   join scan_time_sum s on s.store_id = p.store_id and s.day between p.first and p.last
   group by seconds
   union all
   select seen.seconds, 1, seen.store_id, seen.at from (
     select ${SCAN_SECONDS} as seconds, o.store_id, a.status_since as at
     from unsummed_money u join payment_attempt a on a.id = u.id join shop_order o on o.id = a.order_id
     where not u.is_refund and o.store_id = any ($1::uuid[]) offset 0) as seen
   where seen.seconds is not null`,
);
