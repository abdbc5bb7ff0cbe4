import { statement } from "#lib/db/statement.ts";

/** Forgets those that are over. $1 hash of its secret, $2 user, $3 session version */
export const insertStep = statement<never>(
  "insert_sign_in_step",
  `with over as (delete from sign_in_step where hash in (
     select hash from sign_in_step where ends_at < now() for update skip locked))
   insert into sign_in_step (hash, user_id, version, ends_at) values ($1, $2, $3, now() + interval '5 minutes')`,
);

export type StepRow = { id: string; name: string; sessionVersion: number; sealed: Uint8Array; lastPeriod: number };

/** No row when it is over, or the person was signed out everywhere or switched off meanwhile. $1 hash of its secret */
export const readStep = statement<StepRow>(
  "read_sign_in_step",
  `select u.id, u.name, u.session_version as "sessionVersion", s.sealed, s.last_period as "lastPeriod"
   from sign_in_step t join app_user u on u.id = t.user_id and u.session_version = t.version
     join second_step s on s.user_id = u.id and s.confirmed_at is not null
   where t.hash = $1 and t.ends_at > now() and u.disabled_at is null`,
);

/** No row for the second who asks. $1 hash of its secret */
export const takeStep = statement<{ id: string }>(
  "take_sign_in_step",
  `delete from sign_in_step where hash = $1 returning user_id as id`,
);
