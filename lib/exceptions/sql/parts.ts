import { rolesWith } from "#lib/auth/roles.ts";
import { FIRST_OF_SALE } from "#lib/orders/sql/payment-row.ts";
import { EARLIER_TWINS } from "#lib/orders/sql/twins.ts";

/** So long something may be unclear before a person is called. */
const PATIENCE = "interval '2 minutes'";
/** So long after its end a code may still be paid (lib/orders/states/schedule.ts). */
const CODE_SLACK = "interval '30 seconds'";

/** $1 user, $2 stores: those of them in which this user sees the orders. */
const PLACES = `place as materialized (
     select s.id, s.merchant_id, s.practice from store s
     join membership m on m.store_id = s.id and m.user_id = $1 and m.role in (${rolesWith("see_orders")})
     where s.id = any ($2::uuid[])
   )`;

/** Sales that are open, or odd and not settled: the index of the tills, register by register. */
const ODD_SALES = `odd as materialized (
     select o.id, o.store_id, o.status, o.anomaly, o.amount, o.currency, o.paid_at, p.status as attempt_status, p.status_since,
       p.paid_seen, p.cancel_answer, p.code_ends_at, paid.not_back
     from place join register r on r.store_id = place.id
     cross join lateral (
       select * from shop_order x where x.register_id = r.id
         and (x.status = 'open' or (x.anomaly in ('paid_late', 'paid_twice', 'amount_mismatch', 'undecided') and x.resolved_at is null))) o
     cross join lateral (select p.* from payment_attempt p where p.order_id = o.id order by ${FIRST_OF_SALE} limit 1) p
     -- what is on its way back is a matter of its refund
     cross join lateral (
       select coalesce(sum(p.amount - p.refund_held), 0)::bigint as not_back
       from payment_attempt p where p.order_id = o.id and p.status = 'paid') paid
   )`;

const UNKNOWN = `select 'unknown' as kind, case
       when anomaly = 'undecided' and attempt_status <> 'cancelling' then 'undecided'
       when attempt_status <> 'cancelling' then 'checking'
       when paid_seen and cancel_answer = 'unclear' then 'stands' else 'cancelling' end as variant,
     id, store_id, id as order_id, status_since as since, amount as minor, currency
   from odd
   where anomaly = 'undecided' or (status = 'open' and anomaly is distinct from 'amount_mismatch'
     and attempt_status in ('creating', 'checking', 'cancelling') and status_since < now() - ${PATIENCE})`;

const LATE = `select 'late', 'late', id, store_id, id, paid_at, not_back, currency
   from odd where anomaly = 'paid_late' and not_back > 0`;

/** Of a sale that was paid in time one payment may stay. */
const SURPLUS = `select 'double', 'surplus', id, store_id, id, paid_at, not_back - amount, currency
   from odd where anomaly = 'paid_twice' and not_back > amount`;

/** The later of two payments, as long as neither goes back whole and nobody has said that they are two sales. */
const TWIN = `select 'double', 'twin', o.id, o.store_id, o.id, o.paid_at, a.amount - a.refund_held, o.currency
   from possible_double d join shop_order o on o.id = d.order_id join place on place.id = o.store_id
   cross join lateral (select p.* from payment_attempt p where p.order_id = o.id order by ${FIRST_OF_SALE} limit 1) a
   where o.not_double_at is null and a.refund_held < a.amount and exists (
     select from ${EARLIER_TWINS} and t.not_double_at is null and tp.refund_held < tp.amount)`;

const MISMATCH = `select 'mismatch', case
       when attempt_status in ('creating', 'waiting', 'scanned', 'checking', 'cancelling') and code_ends_at > now() - ${CODE_SLACK}
       then 'live' else 'sale' end,
     id, store_id, id, status_since, amount, currency
   from odd where anomaly = 'amount_mismatch'`;

/** The `place` at which a notice `n` of the account `g` and, where there is one, of the order `o` is told. */
export const HOME_OF_NOTICE = `cross join lateral (
     select place.id from place
     left join store_account sa on sa.store_id = place.id and sa.account_id = g.id
     where case when o.id is not null then place.id = o.store_id
       else sa.store_id is not null or g.store_id = place.id
         or (g.store_id is null and place.merchant_id = g.merchant_id and place.practice = g.practice
           and not exists (select from store_account other where other.account_id = g.id)) end
     order by sa.store_id is null, place.id limit 1) home`;

/** What could not be applied, and nobody has dealt with. */
export const IS_PARKED = "n.effect in ('parked', 'parked_mismatch', 'parked_unknown_order') and n.dismissed_at is null";

/**
 * Notices that could not be applied, at the store of their sale, else at one that their account is for. One about other money than
 * its sale's is told with that sale as long as that one waits, and is settled with it.
 */
const NOTICES = `select case n.effect when 'parked_mismatch' then 'mismatch' else 'parked' end,
     case n.effect when 'parked_mismatch' then 'notice' when 'parked' then 'words' else 'unknown_order' end,
     n.id, home.id, n.order_id, n.received_at, n.amount, n.currency
   from notification n
   join gateway_account g on g.id = n.account_id
   left join shop_order o on o.id = n.order_id
   ${HOME_OF_NOTICE}
   where ${IS_PARKED}
     and not (n.effect = 'parked_mismatch' and coalesce(o.anomaly in ('amount_mismatch', 'cancelled_refunded'), false))`;

const REFUNDS = `select 'refund', 'unclear', r.id, place.id, o.id, r.status_since, r.amount, r.currency
   from refund r join payment_attempt a on a.id = r.attempt_id join shop_order o on o.id = a.order_id
   join place on place.id = o.store_id
   where r.status in ('pending', 'checking') and r.status = 'checking' and r.status_since < now() - ${PATIENCE}`;

/** `waits`: everything that waits for a person in the user's stores, out of the state of sales, refunds and notices. */
export const WAITS = `with ${PLACES}, ${ODD_SALES}, waits as (
   ${[UNKNOWN, LATE, SURPLUS, TWIN, MISMATCH, NOTICES, REFUNDS].join("\n   union all\n   ")}
   )`;
