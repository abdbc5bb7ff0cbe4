import { WORKER_NAME } from "#lib/db/pool.ts";
import { statement } from "#lib/db/statement.ts";

export type Work = {
  /** Attempts that wait for a worker, and how long the longest waits, in seconds. */
  due: number;
  longestDueSeconds: number;
  /** Attempts whose end is not known. */
  undecided: number;
  /** Every worker that is connected, and how long ago it last asked for work, in seconds; null where its database user is another. */
  workers: { name: string; lastSeenSeconds: number | null }[];
};

/**
 * What there is to do, and who is there to do it. A worker asks for work twice a second on connections that bear its name: the
 * database knows of each of them when that was, also of one that stands still, and forgets one that is gone.
 */
export const readWork = statement<Work>(
  "read_work",
  `select
     (select count(*)::int from payment_attempt where next_check_at <= now()) as due,
     (select coalesce(round(extract(epoch from now() - min(next_check_at)), 1), 0)::float
        from payment_attempt where next_check_at <= now()) as "longestDueSeconds",
     (select count(*)::int from payment_attempt
        where status in ('creating', 'checking', 'waiting', 'scanned', 'cancelling')) as undecided,
     (select coalesce(json_agg(one order by one.name), '[]') from (
        select application_name as name, round(extract(epoch from clock_timestamp() - max(state_change)), 1)::float as "lastSeenSeconds"
        from pg_stat_activity where datname = current_database() and application_name like '${WORKER_NAME} %'
        group by application_name) one) as workers`,
);
