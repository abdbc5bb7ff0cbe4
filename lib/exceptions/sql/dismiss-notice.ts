import type { Doer } from "#lib/actor.ts";
import { doerValues, entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { HOME_OF_NOTICE, IS_PARKED } from "./parts.ts";
import { JUST_NOW } from "./read-word.ts";

const entryFrom = (kind: "notice_dismissed" | "word_taken_back", from: string) =>
  entryInsert({
    ...{ kind, doer: 1, store: "store_id", register: "null", subject: "notice", subjectId: "id", from },
    facts: "jsonb_strip_nulls(jsonb_build_object('amount', amount::text, 'currency', currency))",
  });

/** `known`: the notice $4 at the store $5, where the user $1 settles. */
const KNOWN = `with place as (
     select s.id, s.merchant_id, s.practice from store s
     join membership m on m.store_id = s.id and m.user_id = $1 and m.role in (${rolesWith("close_unclear")})
     where s.id = $5
   ), known as (
     select n.id, home.id as store_id from notification n
     join gateway_account g on g.id = n.account_id
     left join shop_order o on o.id = n.order_id
     ${HOME_OF_NOTICE}
     where n.id = $4
   )`;

const REOPENED = "dismissed_at = null, dismissed_by_id = null, dismiss_reason = null";
const WAS_OWN = `n.dismissed_by_id = $1 and n.dismissed_at > ${JUST_NOW}`;

/**
 * $1 to $3 doer, $4 notice, $5 store, $6 reason: says of a parked notice that it is dealt with. No row where the store has none of
 * this kind, or this user does not settle there; `done` is false where it waits no more.
 */
export const dismissOne = statement<{ done: boolean }>(
  "dismiss_notice",
  `${KNOWN}, dismissed as (
     update notification n set dismissed_at = clock_timestamp(), dismissed_by_id = $1, dismiss_reason = $6
     from known where n.id = known.id and ${IS_PARKED}
     returning n.id, known.store_id, n.amount, n.currency
   ), entry as (${entryFrom("notice_dismissed", "dismissed")})
   select exists (select from dismissed) as done from known`,
);

/** $1 to $3 doer, $4 notice, $5 store: it waits again. `done` is false where it was not this user who dismissed it just now. */
export const reopenOne = statement<{ done: boolean }>(
  "reopen_notice",
  `${KNOWN}, reopened as (
     update notification n set ${REOPENED}
     from known where n.id = known.id and ${WAS_OWN}
     returning n.id, known.store_id, n.amount, n.currency
   ), entry as (${entryFrom("word_taken_back", "reopened")})
   select exists (select from reopened) as done from known`,
);

const OF_ORDER = "n.order_id = $2 and n.effect = 'parked_mismatch'";

/** $1 user, $2 order, $3 reason: what a sale's notices told of other money is settled with the sale. */
export const dismissOfOrder = statement<never>(
  "dismiss_notices_of_order",
  `update notification n set dismissed_at = clock_timestamp(), dismissed_by_id = $1, dismiss_reason = $3
   where ${OF_ORDER} and ${IS_PARKED}`,
);

/** $1 user, $2 order: and waits again with it. */
export const reopenOfOrder = statement<never>(
  "reopen_notices_of_order",
  `update notification n set ${REOPENED} where ${OF_ORDER} and ${WAS_OWN}`,
);

export const noticeValues = (doer: Doer, { id, storeId }: { id: string; storeId: string }) => [
  ...doerValues(doer),
  ...[id, storeId],
];
