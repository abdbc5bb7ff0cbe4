import { statement } from "#lib/db/statement.ts";

/** Until the end of the transaction nobody else adds to the sums. `mine` is false while somebody else does. */
export const takeSumming = statement<{ mine: boolean }>(
  "take_summing",
  "select pg_try_advisory_xact_lock(7346290) as mine",
);

export const isMoneyUnsummed = statement<{ some: boolean }>(
  "is_money_unsummed",
  "select exists (select from unsummed_money) as some",
);

/** Money that moved: a payment, or a refund by who asked for it. */
export type MovedRow = {
  storeId: string;
  isRefund: boolean;
  at: Date;
  cashierId: string;
  currency: string;
  amount: bigint;
};

/** Of a payment whose scan was seen: how long it took, in whole seconds. */
export type TakenRow = MovedRow & { timeZone: string; dayStartMinute: number; scanSeconds: number | null };

/** How long after its scan a payment came: `a` in whole seconds, null where nobody saw the scan. The last of the sums holds all longer ones. */
export const SCAN_SECONDS = `(select least(greatest(floor(extract(epoch from a.status_since - e.at)), 0), 600)::int
  from order_event e where e.order_id = a.order_id and e.attempt_id = a.id and e.data ->> 'to' = 'scanned' order by e.id limit 1)`;

/** $1 how many at most: takes them off the list of what is not summed. */
export const takeUnsummed = statement<TakenRow>(
  "take_unsummed",
  `with taken as (
     delete from unsummed_money where id = any (array(select id from unsummed_money limit $1)) returning id, is_refund
   ), moved as (
     select o.store_id, false as is_refund, a.status_since as at, o.cashier_id, a.currency, a.amount, ${SCAN_SECONDS} as scan_seconds
     from taken t join payment_attempt a on a.id = t.id join shop_order o on o.id = a.order_id where not t.is_refund
     union all
     select o.store_id, true, r.status_since, r.asked_by_id, r.currency, r.amount, null
     from taken t join refund r on r.id = t.id join payment_attempt a on a.id = r.attempt_id join shop_order o on o.id = a.order_id
     where t.is_refund
   )
   select m.store_id as "storeId", m.is_refund as "isRefund", m.at, m.cashier_id as "cashierId", m.currency, m.amount,
     m.scan_seconds as "scanSeconds", s.time_zone as "timeZone", s.day_start_minute as "dayStartMinute"
   from moved m join store s on s.id = m.store_id order by m.store_id, m.at`,
);

const addSums = (table: string, by: { column: string; type: string }) =>
  statement<never>(
    `add_${table}s`,
    `insert into ${table} as s (store_id, day, ${by.column}, currency, payments, paid, refunds, refunded)
     select * from unnest($1::uuid[], $2::date[], $3::${by.type}[], $4::char(3)[], $5::int[], $6::bigint[], $7::int[], $8::bigint[])
     on conflict (store_id, day, ${by.column}, currency) do update set payments = s.payments + excluded.payments,
       paid = s.paid + excluded.paid, refunds = s.refunds + excluded.refunds, refunded = s.refunded + excluded.refunded`,
  );

/** $1 stores, $2 days, $3 hours, $4 currencies, $5 payments, $6 paid, $7 refunds, $8 refunded: adds them to the sums. */
export const addMoneySums = addSums("money_sum", { column: "hour", type: "smallint" });

/** The same with cashiers in place of hours. */
export const addCashierSums = addSums("cashier_sum", { column: "cashier_id", type: "uuid" });

/** $1 stores, $2 days, $3 seconds, $4 payments: adds them. */
export const addScanSums = statement<never>(
  "add_scan_sums",
  `insert into scan_time_sum as s (store_id, day, seconds, payments)
   select * from unnest($1::uuid[], $2::date[], $3::smallint[], $4::int[])
   on conflict (store_id, day, seconds) do update set payments = s.payments + excluded.payments`,
);
