import { statement } from "#lib/db/statement.ts";

/**
 * Takes due attempts, longest due first, by moving their due time beyond the longest call: whoever claimed them
 * and died leaves them due again. $1 how many, $2 claim in ms.
 */
export const claimDue = statement<{ id: string }>(
  "claim_due",
  `update payment_attempt set next_check_at = now() + $2 * interval '1 millisecond'
   where id in (
     select id from payment_attempt where next_check_at <= now()
     order by next_check_at for update skip locked limit $1)
   returning id`,
);

/** Takes one attempt if it is due. $1 attempt id, $2 claim in ms. */
export const claimOne = statement<{ id: string }>(
  "claim_one",
  `update payment_attempt set next_check_at = now() + $2 * interval '1 millisecond'
   where id = $1 and next_check_at <= now() returning id`,
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

/** After an outage of our own, all that is undecided is asked about at once; what is being created has its caller or its claim. */
export const makeUndecidedDue = statement<{ id: string }>(
  "make_undecided_due",
  `update payment_attempt set next_check_at = now()
   where next_check_at > now() and status in ('checking', 'waiting', 'scanned', 'cancelling')
   returning id`,
);
