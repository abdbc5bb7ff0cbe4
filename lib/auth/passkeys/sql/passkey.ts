import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { statement } from "#lib/db/statement.ts";
import { endElsewhere } from "../../sql/end-sessions.ts";

const entry = (kind: "passkey_added" | "passkey_removed", doer: number, from: string): string =>
  entryInsert({
    ...{ kind, doer, store: "null::uuid", register: "null::uuid", subject: "person" },
    ...{ subjectId: "user_id", facts: "jsonb_build_object('name', name)", from },
  });

/**
 * No row for one that is there already. The session is worth as much as one that it began.
 * $1 id, $2 user, $3 name, $4 public key, $5 counter, $6 session, $7 to $9 doer
 */
export const insertPasskey = statement<{ id: string }>(
  "insert_passkey",
  `with added as (
     insert into passkey (id, user_id, name, public_key, counter) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing returning id, user_id, name
   ), own as (
     update user_session set way = 'passkey'
     where id = $6 and way = 'password' and user_id in (select user_id from added)
   ), entry as (${entry("passkey_added", 7, "added")})
   select id from added`,
);

/** Nobody knows which sessions a lost one began: only the own one stays. $1 id, $2 user, $3 session, $4 to $6 doer */
export const deletePasskey = statement<{ id: string }>(
  "delete_passkey",
  `with gone as (delete from passkey where id = $1 and user_id = $2 returning id, user_id, name),
   ended as (${endElsewhere("gone", "$3")}),
   entry as (${entry("passkey_removed", 4, "gone")})
   select id from gone`,
);

export type PasskeyRow = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

/** $1 user */
export const readPasskeys = statement<PasskeyRow>(
  "read_passkeys",
  `select id, name, created_at as "createdAt", last_used_at as "lastUsedAt" from passkey where user_id = $1
   order by created_at, id`,
);

export type PasskeyUser = {
  id: string;
  name: string;
  sessionVersion: number;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: bigint;
};

/** $1 id of the passkey */
export const readPasskeyUser = statement<PasskeyUser>(
  "read_passkey_user",
  `select u.id, u.name, u.session_version as "sessionVersion", p.public_key as "publicKey", p.counter
   from passkey p join app_user u on u.id = p.user_id where p.id = $1 and u.disabled_at is null`,
);

/** No row for one that counts and has not counted on: it is a copy. $1 id, $2 its counter now */
export const notePasskeyUse = statement<{ id: string }>(
  "note_passkey_use",
  `update passkey set counter = $2, last_used_at = now() where id = $1 and (counter < $2 or counter = 0 and $2 = 0)
   returning id`,
);
