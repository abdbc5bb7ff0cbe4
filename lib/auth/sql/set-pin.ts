import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { statement } from "#lib/db/statement.ts";
import { endAtTills } from "./end-sessions.ts";

/** $1 user, $2 store: who works there, and how many digits a PIN has there. */
export const readMember = statement<{ passwordHash: string; pinLength: number }>(
  "read_member",
  `select u.password_hash as "passwordHash", s.pin_length as "pinLength"
   from membership m join app_user u on u.id = m.user_id join store s on s.id = m.store_id
   where m.user_id = $1 and m.store_id = $2 and u.disabled_at is null`,
);

/** Ends the sessions of the PIN before. $1 user, $2 store, $3 hash, $4 to $6 doer. Fails on a hash that somebody else of the store has. */
export const writePin = statement<never>(
  "write_pin",
  `with written as (
     update membership set pin_hash = $3 where user_id = $1 and store_id = $2 returning user_id, store_id
   ), ended as (${endAtTills("written")})
   ${entryInsert({
     ...{ kind: "pin_set", doer: 4, store: "store_id", register: "null::uuid", subject: "person" },
     ...{ subjectId: "user_id", facts: "'{}'::jsonb", from: "written" },
   })}`,
);
