import { statement } from "#lib/db/statement.ts";

/** $1 accounts, $2 when each call ended, $3 how long it took in ms, $4 whether it was answered. */
export const insertCalls = statement<never>(
  "insert_gateway_calls",
  `insert into gateway_call (account_id, at, ms, answered)
   select * from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::bool[])`,
);

export const deleteOldCalls = statement<never>(
  "delete_old_gateway_calls",
  `delete from gateway_call where at < now() - interval '1 hour'`,
);

export type HealthRow = {
  lastAnswerAt: Date | null;
  failedInARow: number;
  calls: number;
  failed: number;
  medianMs: number | null;
  scanToPaidMs: number | null;
};

/**
 * $1 account, $2 store. A payment whose scan nobody saw says nothing of how long its customer took; the last day's are looked
 * through, sixty at most.
 */
export const readHealthRow = statement<HealthRow>(
  "read_gateway_health",
  `with answer as (
     select max(at) as at from gateway_call where account_id = $1 and answered
   ), last_calls as (
     select ms, answered from gateway_call where account_id = $1 order by at desc, id desc limit 20
   ), paid as (
     select id, paid_at from shop_order
     where store_id = $2 and paid_at is not null and created_at > now() - interval '1 day'
     order by created_at desc limit 60
   ), seen as (
     select extract(epoch from paid.paid_at - scan.at) * 1000 as ms from paid join lateral (
       select at from order_event e where e.order_id = paid.id and e.data ->> 'to' = 'scanned' order by e.id limit 1) scan on true
     order by paid.paid_at desc limit 20
   )
   select answer.at as "lastAnswerAt",
     (select count(*)::int from gateway_call where account_id = $1 and at > coalesce(answer.at, '-infinity')) as "failedInARow",
     (select count(*)::int from last_calls) as calls,
     (select count(*)::int from last_calls where not answered) as failed,
     (select percentile_cont(0.5) within group (order by ms) from last_calls where answered) as "medianMs",
     (select percentile_cont(0.5) within group (order by ms)::float from seen) as "scanToPaidMs"
   from answer`,
);
