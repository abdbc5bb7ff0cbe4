import { statement } from "#lib/db/statement.ts";
import { IS_EARLIER, TWINS } from "#lib/orders/sql/twins.ts";

/**
 * Notes the payments of a span of time that look like the second one of an earlier sale. $1 begin, or null for that many days ago as
 * are in $3; $2 longest span in seconds. `until`: the end of what was looked at; `behind`: there is more.
 */
export const recordDoubles = statement<{ until: Date; behind: boolean }>(
  "record_doubles",
  `with began as (select coalesce($1::timestamptz, now() - make_interval(days => $3)) as at),
   span as (select at as first, least(at + make_interval(secs => $2), now()) as last from began),
   noted as (
     insert into possible_double (order_id)
     select o.id from span cross join register r
     cross join lateral (
       select * from shop_order x where x.register_id = r.id and x.paid_at is not null and x.paid_at >= span.first and x.paid_at <= span.last) o
     where o.not_double_at is null and exists (select from ${TWINS} and ${IS_EARLIER})
     on conflict do nothing
   )
   select last as until, last < now() as behind from span`,
);
