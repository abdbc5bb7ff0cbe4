import { statement } from "#lib/db/statement.ts";

export type SignInRow = {
  id: string;
  login: string;
  name: string;
  passwordHash: string;
  sessionVersion: number;
  hasSecondStep: boolean;
  /** Has signed in from this network before. */
  isKnown: boolean;
};

/** $1 login, lower case, $2 network */
export const readUserByLogin = statement<SignInRow>(
  "read_user_by_login",
  `select id, login, name, password_hash as "passwordHash", session_version as "sessionVersion",
     exists (select from second_step s where s.user_id = app_user.id and s.confirmed_at is not null) as "hasSecondStep",
     $2 = any (networks) as "isKnown"
   from app_user where login = $1 and disabled_at is null`,
);

/**
 * The present moment, not that of the statement's begin, which may have waited for others; in whole milliseconds, as they are
 * kept: a moment that was rounded up would lie in the future of the next try.
 */
const NOW = "date_trunc('milliseconds', clock_timestamp())";

/**
 * Counts a try before it is checked, so that parallel tries are counted too. After the fifth wrong one: 30 s, doubling to
 * 15 min; forgotten after 15 min of quiet. No row back: locked. $1 key
 */
export const countTry = statement<{ failures: number }>(
  "count_sign_in_try",
  `insert into sign_in_throttle as t (key, failures, locked_until) values ($1, 1, ${NOW})
   on conflict (key) do update set
     failures = case when t.locked_until < clock_timestamp() - interval '15 minutes' then 1 else t.failures + 1 end,
     locked_until = case when t.failures + 1 < 5 or t.locked_until < clock_timestamp() - interval '15 minutes' then ${NOW}
       else ${NOW} + least(interval '15 minutes', interval '30 seconds' * power(2, least(t.failures, 40) - 4)) end
   where t.locked_until <= clock_timestamp()
   returning failures`,
);

/**
 * Counts a try before it is checked, so that parallel ones are counted too: so many, then none until so long has
 * passed without one. No row back: refused. $1 key, $2 how long, $3 how many
 */
export const countFew = statement<{ failures: number }>(
  "count_few_tries",
  `insert into sign_in_throttle as t (key, failures, locked_until) values ($1, 1, now() + $2::interval)
   on conflict (key) do update set locked_until = now() + $2::interval,
     failures = case when t.locked_until <= now() then 1 else t.failures + 1 end
   where t.locked_until <= now() or t.failures < $3
   returning failures`,
);

/** Takes one try back; nothing is kept of somebody who made no other. */
const takeBack = (set: string): string =>
  `with none as (delete from sign_in_throttle where key = $1 and failures <= 1)
   update sign_in_throttle set ${set} where key = $1 and failures > 1`;

/** Takes a try back that was never checked, and the lock that it brought. $1 key */
export const undoTry = statement<never>("undo_sign_in_try", takeBack(`failures = failures - 1, locked_until = ${NOW}`));

/** Takes a try back that was right; how long the others count stays. $1 key */
export const uncountTry = statement<never>("uncount_try", takeBack("failures = failures - 1"));

/** $1 key */
export const readLock = statement<{ seconds: number }>(
  "read_sign_in_lock",
  `select greatest(1, ceil(extract(epoch from locked_until - now())))::int as seconds from sign_in_throttle where key = $1`,
);

/** $1 key */
export const forgetTries = statement<never>("forget_sign_in_tries", "delete from sign_in_throttle where key = $1");

/** A person's home, shops and telephone. */
const NETWORKS = 5;

/** $1 user, $2 network */
export const writeSignIn = statement<never>(
  "write_sign_in",
  `update app_user set last_sign_in_at = now(), networks = (array[$2] || array_remove(networks, $2))[1:${NETWORKS}] where id = $1`,
);
