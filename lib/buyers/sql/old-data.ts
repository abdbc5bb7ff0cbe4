import { statement } from "#lib/db/statement.ts";

/** Few at a time, and none that a payment holds at the moment: nobody waits for it. */
const BATCH = 200;

/** The raw words of notices, and how they came; that each came, and what became of it, stays. $1 days */
export const emptyOldNotices = statement<{ count: number }>(
  "empty_old_notices",
  `with old as (
     select id from notification where body <> ''::bytea and received_at < now() - make_interval(days => $1)
     order by received_at limit ${BATCH} for update skip locked
   ), emptied as (update notification n set body = ''::bytea, envelope = null from old where n.id = old.id returning 1)
   select count(*)::int as count from emptied`,
);

/** Notices that were not believed tell nothing without their words. $1 days */
export const forgetOldRefusals = statement<{ count: number }>(
  "forget_old_refusals",
  `with forgotten as (
     delete from refused_notice where id in (
       select id from refused_notice where received_at < now() - make_interval(days => $1) limit ${BATCH} for update skip locked)
     returning 1)
   select count(*)::int as count from forgotten`,
);

/** $1 days */
export const forgetOldBuyers = statement<{ count: number }>(
  "forget_old_buyers",
  `with old as (
     select id from payment_attempt where buyer is not null and created_at < now() - make_interval(days => $1)
     order by created_at limit ${BATCH} for update skip locked
   ), forgotten as (update payment_attempt a set buyer = null from old where a.id = old.id returning 1)
   select count(*)::int as count from forgotten`,
);

/**
 * Counts of wrong tries hold a login name and a network address, and mean nothing any more after a quarter of an hour. Those of a
 * person's PIN stay: only a right one sets them back. $1 days
 */
export const forgetOldTries = statement<{ count: number }>(
  "forget_old_tries",
  `with forgotten as (
     delete from sign_in_throttle where key in (
       select key from sign_in_throttle where locked_until < now() - make_interval(days => $1)
         and not starts_with(key, 'pin user ')
       limit ${BATCH} for update skip locked)
     returning 1)
   select count(*)::int as count from forgotten`,
);
