import type { Doer } from "#lib/actor.ts";
import { doerValues, entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { HOME_OF_NOTICE, IS_PARKED } from "./parts.ts";

const ENTRY = entryInsert({
  ...{ kind: "notice_dismissed", doer: 1, store: "store_id", register: "null", subject: "notice", subjectId: "id" },
  ...{
    facts: "jsonb_strip_nulls(jsonb_build_object('amount', amount::text, 'currency', currency))",
    from: "dismissed",
  },
});

/**
 * $1 to $3 doer, $4 reason, $5 notice, $6 store: says of a parked notice that it is dealt with. No row where the store has none of
 * this kind, or this user does not settle there; `dismissed` is false where it waits no more.
 */
export const dismissOne = statement<{ dismissed: boolean }>(
  "dismiss_notice",
  `with place as (
     select s.id, s.merchant_id, s.practice from store s
     join membership m on m.store_id = s.id and m.user_id = $1 and m.role in (${rolesWith("close_unclear")})
     where s.id = $6
   ), known as (
     select n.id, home.id as store_id, ${IS_PARKED} as parked from notification n
     join gateway_account g on g.id = n.account_id
     left join shop_order o on o.id = n.order_id
     ${HOME_OF_NOTICE}
     where n.id = $5
   ), dismissed as (
     update notification n set dismissed_at = clock_timestamp(), dismissed_by_id = $1, dismiss_reason = $4
     from known where n.id = known.id and ${IS_PARKED}
     returning n.id, known.store_id, n.amount, n.currency
   ), entry as (${ENTRY})
   select exists (select from dismissed) as dismissed from known`,
);

/** $1 user, $2 reason, $3 order: what a sale's notices told of other money is settled with the sale. */
export const dismissOfOrder = statement<{ id: string }>(
  "dismiss_notices_of_order",
  `update notification n set dismissed_at = clock_timestamp(), dismissed_by_id = $1, dismiss_reason = $2
   where n.order_id = $3 and ${IS_PARKED} and n.effect = 'parked_mismatch' returning n.id`,
);

export const dismissValues = (
  doer: Doer,
  reason: string,
  { noticeId, storeId }: { noticeId: string; storeId: string },
) => [...doerValues(doer), ...[reason, noticeId, storeId]];
