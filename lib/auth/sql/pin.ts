import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { statement } from "#lib/db/statement.ts";
import { type Right, rightsOf } from "../roles.ts";

export type PinRow = {
  id: string;
  name: string;
  rights: Right[];
  storeId: string;
  /** Of the till. */
  registerId: string;
  sessionVersion: number;
  pinHash: Uint8Array;
};

/** $1 till, $2 user: nobody but a member of the till's store who has a PIN, and only while the till is let in. */
export const readPin = statement<PinRow>(
  "read_pin",
  `select u.id, u.name, ${rightsOf("m.role")} as rights, m.store_id as "storeId", d.register_id as "registerId", u.session_version as "sessionVersion", m.pin_hash as "pinHash"
   from device d join membership m on m.store_id = d.store_id join app_user u on u.id = m.user_id
   where d.id = $1 and d.kind = 'till' and d.revoked_at is null
     and u.id = $2 and u.disabled_at is null and m.pin_hash is not null`,
);

/** Who a counter of PIN tries is about: a member of one store, or a till. */
const KEY =
  "case when $2::uuid is null then 'pin device ' || $1::uuid else 'pin user ' || $1::uuid || ' ' || $2::uuid end";

/** Where wrong PINs of a person begin to need a manager. */
export const MOST_WRONG_PINS = 10;

/** Seconds to wait, or null where time alone opens nothing. */
const WAIT =
  "case when isfinite(t.locked_until) then greatest(0, round(extract(epoch from t.locked_until - clock_timestamp())))::int end";

/** Whole milliseconds, as they are kept: a moment that was rounded up would lie in the future of the next try. */
const NOW = "date_trunc('milliseconds', clock_timestamp())";

/** `until`: what the try has set; `was`: what stood there before it, null where nothing did. */
export type CountedTry = { failures: number; seconds: number | null; until: Date; was: Date | null };

/**
 * Counts a try before it is checked, so that parallel tries are counted too. After the fifth wrong one: 30 s, doubling. A
 * till is forgiven after 15 min of quiet and waits no longer than that; a person waits for a right PIN, and from the tenth
 * wrong one for a manager. No row back: locked. $1 user or till, $2 the user's store, null for a till
 */
export const countPinTry = statement<CountedTry>(
  "count_pin_try",
  `with before as (select locked_until from sign_in_throttle where key = ${KEY})
   insert into sign_in_throttle as t (key, failures, locked_until) values (${KEY}, 1, ${NOW})
   on conflict (key) do update set
     failures = case when $2::uuid is null and t.locked_until < clock_timestamp() - interval '15 minutes' then 1
       else t.failures + 1 end,
     locked_until = case
       when t.failures + 1 < 5 then ${NOW}
       when $2::uuid is null and t.locked_until < clock_timestamp() - interval '15 minutes' then ${NOW}
       when $2::uuid is not null and t.failures + 1 >= ${MOST_WRONG_PINS} then 'infinity'
       else ${NOW} + least(interval '15 minutes', interval '30 seconds' * power(2, least(t.failures, 40) - 4)) end
   where t.locked_until <= clock_timestamp()
   returning t.failures, ${WAIT} as seconds, t.locked_until as until, (select locked_until from before) as was`,
);

/** $1, $2 as above */
export const readPinLock = statement<{ seconds: number | null }>(
  "read_pin_lock",
  `select ${WAIT} as seconds from sign_in_throttle t where t.key = ${KEY}`,
);

/**
 * Takes a counted try back that was right or was never checked, and the lock that it brought: quiet goes on as if nothing
 * had been, unless others tried meanwhile. $1, $2 as above, $3 to $5 failures, until and was of the counted try
 */
export const uncountPinTry = statement<never>(
  "uncount_pin_try",
  `update sign_in_throttle set failures = failures - 1,
     locked_until = case when failures = $3 and locked_until = $4 then coalesce($5, ${NOW}) else ${NOW} end
   where key = ${KEY} and failures > 0`,
);

/**
 * Opens what time alone does not. The wrong ones are not forgotten by that, only by a right one: each further one waits
 * longer, and five of them need a manager again, so that whoever may open learns no PIN by it. $1 user, $2 store, $3 to $5 doer
 */
export const reopenPin = statement<never>(
  "reopen_pin",
  `with opened as (
     update sign_in_throttle set failures = 5, locked_until = ${NOW} where key = ${KEY} and locked_until = 'infinity' returning key
   )
   ${entryInsert({
     ...{ kind: "pin_opened", doer: 3, store: "$2::uuid", register: "null::uuid", subject: "person" },
     ...{ subjectId: "$1::uuid", facts: "'{}'::jsonb", from: "opened" },
   })}`,
);

/** $1 user, $2 store; null for all stores */
export const forgetPinTries = statement<never>(
  "forget_pin_tries",
  "delete from sign_in_throttle where starts_with(key, 'pin user ' || $1::uuid || ' ' || coalesce($2::uuid::text, ''))",
);
