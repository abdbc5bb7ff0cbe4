import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import type { AuditKind } from "#lib/audit/view.ts";
import { statement } from "#lib/db/statement.ts";
import { endElsewhere } from "./end-sessions.ts";

/** What the audit tells of a person's own way to sign in; `from` has the `user_id`. */
export const personEntry = (kind: AuditKind, doer: number, from: string): string =>
  entryInsert({
    ...{ kind, doer, store: "null::uuid", register: "null::uuid", subject: "person" },
    ...{ subjectId: "user_id", facts: "'{}'::jsonb", from },
  });

/** No row while an app is in use. $1 user, $2 sealed secret */
export const writeApp = statement<{ id: string }>(
  "write_second_step",
  `insert into second_step as s (user_id, sealed) values ($1, $2)
   on conflict (user_id) do update set sealed = $2, created_at = now() where s.confirmed_at is null
   returning user_id as id`,
);

/** $1 user */
export const readApp = statement<{ sealed: Uint8Array; confirmed: boolean }>(
  "read_second_step",
  `select sealed, confirmed_at is not null as confirmed from second_step where user_id = $1`,
);

export type SecondStepRow = { since: Date; codesLeft: number };

/** No row for somebody whose sign-in asks for no second step. $1 user */
export const readSecondStep = statement<SecondStepRow>(
  "read_second_step_state",
  `select confirmed_at as since, (select count(*)::int from recovery_code c where c.user_id = s.user_id) as "codesLeft"
   from second_step s where user_id = $1 and confirmed_at is not null`,
);

/**
 * A session that somebody else may have by the password alone is over from then on.
 * $1 user, $2 the sealed secret whose code was right, $3 period of that code, $4 hashes of recovery codes, $5 session, $6 to $8 doer
 */
export const confirmApp = statement<{ id: string }>(
  "confirm_second_step",
  `with confirmed as (
     update second_step set confirmed_at = now(), last_period = $3
     where user_id = $1 and sealed = $2 and confirmed_at is null returning user_id
   ), codes as (insert into recovery_code (hash, user_id) select unnest($4::bytea[]), user_id from confirmed),
   own as (update user_session set way = 'code' where id = $5 and user_id in (select user_id from confirmed)),
   ended as (${endElsewhere("confirmed", "$5")}),
   entry as (${personEntry("second_step_set", 6, "confirmed")})
   select user_id as id from confirmed`,
);

/** No row when a code of this period or a later one was taken before. $1 user, $2 period */
export const takePeriod = statement<{ id: string }>(
  "take_second_step_period",
  `update second_step set last_period = $2 where user_id = $1 and last_period < $2 and confirmed_at is not null
   returning user_id as id`,
);

/** No row for a wrong one. $1 user, $2 hash, $3 to $5 doer */
export const takeRecoveryCode = statement<{ id: string }>(
  "take_recovery_code",
  `with taken as (delete from recovery_code where user_id = $1 and hash = $2 returning user_id),
   entry as (${personEntry("recovery_code_used", 3, "taken")})
   select user_id as id from taken`,
);

/** $1 user, $2 hashes, $3 to $5 doer */
export const writeRecoveryCodes = statement<{ id: string }>(
  "write_recovery_codes",
  `with app as (select user_id from second_step where user_id = $1 and confirmed_at is not null),
   gone as (delete from recovery_code c using app where c.user_id = app.user_id),
   codes as (insert into recovery_code (hash, user_id) select unnest($2::bytea[]), user_id from app),
   entry as (${personEntry("recovery_codes_made", 3, "app")})
   select user_id as id from app`,
);

/** Nobody knows which sessions its codes began: only the own one stays. $1 user, $2 session, $3 to $5 doer */
export const removeApp = statement<{ id: string }>(
  "remove_second_step",
  `with gone as (delete from second_step where user_id = $1 and confirmed_at is not null returning user_id),
   codes as (delete from recovery_code c using gone where c.user_id = gone.user_id),
   ended as (${endElsewhere("gone", "$2")}),
   entry as (${personEntry("second_step_removed", 3, "gone")})
   select user_id as id from gone`,
);
