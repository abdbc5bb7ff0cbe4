import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

const ENTRY = entryInsert({
  ...{ kind: "double_settled", doer: 3, store: "store_id", register: "register_id", subject: "order", subjectId: "id" },
  ...{ facts: "jsonb_build_object('amount', amount::text, 'currency', currency)", from: "settled" },
});

/**
 * $1 order, $2 actor, $3 to $5 doer: notes with its event and its entry that a payment is no double of another one. No row back for
 * strangers; `settled` is false where it was noted before, or nothing was paid.
 */
export const writeNoDouble = statement<{ registerId: string; settled: boolean }>(
  "write_no_double",
  `with sale as (
     select o.id, o.register_id from shop_order o
     join membership m on m.store_id = o.store_id and m.user_id = $3 and m.role in (${rolesWith("sell")})
     where o.id = $1
   ), settled as (
     update shop_order o set not_double_at = clock_timestamp() from sale
     where o.id = sale.id and o.paid_at is not null and o.not_double_at is null
     returning o.id, o.store_id, o.register_id, o.amount, o.currency
   ), fact as (
     insert into order_event (order_id, kind, actor, data) select id, 'double_settled', $2, '{}' from settled
   ), entry as (${ENTRY})
   select sale.register_id as "registerId", exists (select from settled) as settled from sale`,
);
