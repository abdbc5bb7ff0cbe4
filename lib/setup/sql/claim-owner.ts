import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { endOtherSessions } from "#lib/auth/sql/set-password.ts";
import { statement } from "#lib/db/statement.ts";

/** The printed password as it is stored; no row for anybody but the owner who has chosen none. $1 user */
export const readIssued = statement<{ passwordHash: string }>(
  "read_issued_password",
  `select password_hash as "passwordHash" from app_user
   where id = $1 and owner and password_issued and disabled_at is null`,
);

/** $1 login, $2 user */
export const readLogin = statement<{ id: string }>(
  "read_login_of_others",
  "select id from app_user where login = $1 and id <> $2",
);

const FACTS = `jsonb_build_object('name', login, 'change', 'changed', 'changed', '["name", "login", "password"]'::jsonb)`;

/** One claim of many takes effect; passkeys, the second step and its codes go, for whoever has read the printed password may have set them up. $1 user, $2 hash, $3 the hash before, $4 own session, $5 name, $6 login, $7 to $9 doer */
export const writeClaim = statement<{ id: string }>(
  "write_claim",
  `with written as (
     update app_user set name = $5, login = $6, password_hash = $2, password_issued = false, session_version = session_version + 1
     where id = $1 and owner and password_issued and disabled_at is null and password_hash = $3
       and not exists (select from app_user o where o.login = $6 and o.id <> $1)
     returning id as user_id, login, session_version
   ), keys as (delete from passkey p using written w where p.user_id = w.user_id),
   step as (delete from second_step s using written w where s.user_id = w.user_id),
   codes as (delete from recovery_code c using written w where c.user_id = w.user_id), ${endOtherSessions(4)},
   entry as (${entryInsert({
     ...{ kind: "person_applied", doer: 7, store: "null::uuid", register: "null::uuid", subject: "person" },
     ...{ subjectId: "user_id", facts: FACTS, from: "written" },
   })})
   select user_id as id from written`,
);
