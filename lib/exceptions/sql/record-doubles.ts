import { statement } from "#lib/db/statement.ts";
import { EARLIER_TWINS } from "#lib/orders/sql/twins.ts";

/**
 * Notes the payments of a span of time that look like the second one of an earlier sale: those whose amount was paid at the register
 * shortly before are compared closely. $1 begin, or null for that many days ago as are in $3; $2 longest span in seconds. `until`: the
 * end of what was looked at; `behind`: there is more.
 */
export const recordDoubles = statement<{ until: Date; behind: boolean }>(
  "record_doubles",
  `with began as (select coalesce($1::timestamptz, now() - make_interval(days => $3)) as at),
   span as (select at as first, least(at + make_interval(secs => $2), now()) as last from began),
   paid as materialized (
     select x.*, span.first from span cross join register r cross join lateral (
       select id, register_id, amount, currency, reference, paid_at, not_double_at from shop_order x
       where x.register_id = r.id and x.paid_at >= span.first - interval '10 minutes' and x.paid_at <= span.last) x
   ), alike as materialized (
     select *, lag(paid_at) over (partition by register_id, currency, amount order by paid_at, id) as before from paid
   ), noted as (
     insert into possible_double (order_id)
     select o.id from alike o
     where o.paid_at >= o.first and o.before >= o.paid_at - interval '10 minutes' and o.not_double_at is null
       and exists (select from ${EARLIER_TWINS})
     on conflict do nothing
   )
   select last as until, last < now() as behind from span`,
);

/** What was settled for good waits for nobody any more. */
export const forgetDoubles = statement<never>(
  "forget_doubles",
  `delete from possible_double d using shop_order o
   where o.id = d.order_id and (o.not_double_at is not null
     or not exists (select from payment_attempt a where a.order_id = o.id and a.status = 'paid' and a.refunded < a.amount)
     or not exists (select from ${EARLIER_TWINS} and t.not_double_at is null and tp.refunded < tp.amount))`,
);
