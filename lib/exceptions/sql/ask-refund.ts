import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

/**
 * Makes a refund due that waits for Alipay's word, unless it was asked about less than $4 ms ago, or comes due within the time of a
 * claim ($5 ms): somebody may be asking right now. $1 order, $2 refund, $3 user. No row for those who refund nothing there.
 */
export const makeRefundDue = statement<{ waits: boolean; due: boolean }>(
  "make_refund_due",
  `with known as (
     select r.id, r.status = 'checking' as waits from refund r
     join payment_attempt a on a.id = r.attempt_id
     join shop_order o on o.id = a.order_id and o.id = $1
     join membership m on m.store_id = o.store_id and m.user_id = $3 and m.role in (${rolesWith("refund")})
     where r.id = $2
   ), due as (
     update refund r set next_check_at = now() from known
     where r.id = known.id and r.status = 'checking' and r.next_check_at > now() + $5 * interval '1 millisecond'
       and (r.checked_at is null or r.checked_at < now() - $4 * interval '1 millisecond')
     returning r.id
   )
   select waits, exists (select from due) as due from known`,
);
