import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { Generation } from "#lib/payments/gateway.ts";

export type HeardRow = {
  accountId: string;
  account: string;
  generation: Generation;
  notifyToken: string;
  practice: boolean;
  storeId: string;
  storeName: string;
  timeZone: string;
  payments: number;
  lastNotice: Date | null;
  /** Something came since that was refused: whoever sent it, the way to us is open. */
  refused: boolean;
};

/** A notice has so long to arrive. */
const PATIENCE = "interval '1 minute'";
/** Of a register's newest payments that many are looked at for those of one account. */
const LATELY = 100;

/**
 * $1 user, $2 stores, $3 most: the accounts that those of them sell with whose set-up the user sees, when their last notice came, and how
 * many payments were paid since. Bounded, whatever was sold: a few of the newest rows of each register.
 */
export const readHeard = statement<HeardRow>(
  "read_heard",
  `with used as (
     select distinct on (g.id) g.id, g.code, g.generation, g.notify_token, g.practice, s.id as store_id, s.name, s.time_zone
     from store s
     join membership m on m.store_id = s.id and m.user_id = $1 and m.role in (${rolesWith("see_store")})
     join store_account sa on sa.store_id = s.id
     join gateway_account g on g.id = sa.account_id and g.practice = s.practice and g.removed_at is null
     where s.id = any ($2::uuid[])
     order by g.id, s.created_at, s.id
   )
   select used.id as "accountId", used.code as account, used.generation, used.notify_token as "notifyToken", used.practice,
     used.store_id as "storeId", used.name as "storeName", used.time_zone as "timeZone", told.at as "lastNotice", untold.payments,
     exists (select from refused_notice f where f.account_id = used.id and f.received_at > coalesce(told.at, '-infinity')) as refused
   from used
   cross join lateral (select max(n.received_at) as at from notification n where n.account_id = used.id) told
   cross join lateral (
     select count(*)::int as payments from (
       select from register r
       cross join lateral (
         select o.id from shop_order o
         where o.register_id = r.id and o.paid_at > coalesce(told.at, '-infinity') and o.paid_at < now() - ${PATIENCE}
         order by o.paid_at desc limit ${LATELY}) o
       -- not a join: without statistics, in a young database, a join would read every payment
       cross join lateral (
         select from payment_attempt a where a.order_id = o.id and a.account_id = used.id and a.status = 'paid' limit 1) paid
       where r.store_id in (select sa.store_id from store_account sa where sa.account_id = used.id)
         -- a notice that only makes us ask comes before its payment is paid
         and not exists (select from notification n where n.order_id = o.id)
       limit $3) kept) untold
   order by used.name, used.code`,
);
