import { statement } from "#lib/db/statement.ts";

/** Due now. A due time is kept in whole milliseconds: what was made due in this very moment may stand rounded up into the next one. */
export const IS_DUE = "next_check_at <= now() + interval '1 millisecond'";

/**
 * Takes due attempts by moving their due time beyond the longest call: whoever claimed them and died leaves them due again.
 * Three of four turns go to sales of the last ten minutes, where somebody stands and waits; the fourth goes to the others, so
 * that no crowd of young ones keeps them out. Among equals the longest due comes first. Each account's first comes before any
 * account's second. $1 how many, $2 claim in ms, $3 most of one account, $4 accounts that may have less, $5 how many each of
 * those may have, $6 which of four turns begins.
 */
export const claimDue = statement<{ id: string; accountId: string }>(
  "claim_due",
  `with due as (
     select id, account_id, case
       when young then row_number() over (partition by account_id, young order by next_check_at) / 3.0
       else row_number() over (partition by account_id, young order by next_check_at) - $6::int / 4.0 end as turn
     from payment_attempt, lateral (select created_at > now() - interval '10 minutes' as young) as age
     where next_check_at <= now()
   ), lined_up as (
     select id, account_id, turn, row_number() over (partition by account_id order by turn) as place from due
   ), wanted as (
     select id from lined_up left join unnest($4::uuid[], $5::int[]) as less (account_id, most) using (account_id)
     where place <= coalesce(most, $3) order by turn limit $1
   )
   update payment_attempt set next_check_at = now() + $2 * interval '1 millisecond'
   where id in (
     select a.id from payment_attempt a join wanted using (id) where a.next_check_at <= now() for update of a skip locked)
   returning id, account_id as "accountId"`,
);

/** Takes one attempt if it is due. $1 attempt id, $2 claim in ms. */
export const claimOne = statement<{ id: string }>(
  "claim_one",
  `update payment_attempt set next_check_at = now() + $2 * interval '1 millisecond'
   where id = $1 and ${IS_DUE} returning id`,
);

/** Takes the fresh attempt of a sale whose code nobody has asked for yet. $1 order, $2 claim in ms. */
export const claimFresh = statement<{ id: string }>(
  "claim_fresh",
  `update payment_attempt set next_check_at = now() + $2 * interval '1 millisecond'
   where order_id = $1 and status = 'creating' and create_calls = 0 and ${IS_DUE} returning id`,
);

/**
 * Takes one attempt whatever its schedule says, unless somebody took it in the last $3 ms and is asking right now.
 * $1 attempt id, $2 claim in ms.
 */
export const claimNow = statement<{ id: string }>(
  "claim_now",
  `update payment_attempt set next_check_at = now() + $2 * interval '1 millisecond'
   where id = $1 and status not in ('creating', 'paid')
     and (next_check_at is null
       or next_check_at not between now() + ($2 - $3::int) * interval '1 millisecond' and now() + $2 * interval '1 millisecond')
   returning id`,
);

/**
 * After an outage all that is undecided is due. What comes due by itself within the time of a claim is left alone: somebody may
 * be asking about it right now, and what is being created has its caller. $1 account ids, or null for all; $2 claim in ms.
 */
export const makeUndecidedDue = statement<{ id: string }>(
  "make_undecided_due",
  `update payment_attempt set next_check_at = now()
   where next_check_at > now() + $2 * interval '1 millisecond' and status in ('checking', 'waiting', 'scanned', 'cancelling')
     and ($1::uuid[] is null or account_id = any($1))
   returning id`,
);
