import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { statement } from "#lib/db/statement.ts";

/** Ends every session of the people in `from` but the one that is named and those at tills, which a PIN began. */
export const endElsewhere = (from: string, session: string): string =>
  `delete from user_session h using ${from} w
   where h.user_id = w.user_id and h.id <> ${session}::uuid and h.device_id is null`;

/** Ends the sessions that a PIN of the members in `from` began at tills of their store. */
export const endAtTills = (from: string): string =>
  `delete from user_session h using ${from} w, device d
   where h.user_id = w.user_id and d.id = h.device_id and d.store_id = w.store_id`;

/** $1 user, $2 store */
export const endSeats = statement<never>(
  "end_seats",
  `with member as (select $1::uuid as user_id, $2::uuid as store_id) ${endAtTills("member")}`,
);

/** $1 user, $2 the one session to end, or null for all but $3, $3 the own session, $4 to $6 doer */
export const endSessionRows = statement<{ count: number }>(
  "end_sessions",
  `with ended as (
     delete from user_session where user_id = $1 and ($2::uuid is null or id = $2::uuid) and id <> $3::uuid returning id
   ), told as (select $1::uuid as user_id, count(*)::int as count from ended having count(*) > 0),
   entry as (${entryInsert({
     ...{ kind: "sessions_ended", doer: 4, store: "null::uuid", register: "null::uuid", subject: "person" },
     ...{ subjectId: "user_id", facts: "jsonb_build_object('count', count)", from: "told" },
   })})
   select count from told`,
);
