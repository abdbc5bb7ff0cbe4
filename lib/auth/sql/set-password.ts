import { statement } from "#lib/db/statement.ts";
import { personEntry } from "./second-step.ts";

/** $1 user */
export const readPassword = statement<{ passwordHash: string }>(
  "read_password",
  `select password_hash as "passwordHash" from app_user where id = $1 and disabled_at is null`,
);

/** The parts of a statement after its `written`: of the person's sessions the own one alone goes on. `session`: number of its parameter. */
export const endOtherSessions = (session: number): string =>
  `own as (
     update user_session h set version = w.session_version from written w where h.id = $${session}::uuid and h.user_id = w.user_id
   ), ended as (delete from user_session h using written w where h.user_id = w.user_id and h.id <> $${session}::uuid)`;

/**
 * Ends every other session of the person, also one that begins just now with the old password. No row when that was changed
 * meanwhile. $1 user, $2 hash, $3 the hash before, $4 own session, $5 to $7 doer
 */
export const writePassword = statement<{ id: string }>(
  "write_password",
  `with written as (
     update app_user set password_hash = $2, password_issued = false, session_version = session_version + 1
     where id = $1 and password_hash = $3 returning id as user_id, session_version
   ), ${endOtherSessions(4)},
   entry as (${personEntry("password_changed", 5, "written")})
   select user_id as id from written`,
);
