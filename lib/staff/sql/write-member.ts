import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import type { AuditKind } from "#lib/audit/view.ts";
import { rightsOf } from "#lib/auth/roles.ts";
import { endAtTills } from "#lib/auth/sql/end-sessions.ts";
import { statement } from "#lib/db/statement.ts";
import { isRoleOf, MANAGERS, manages, roleName } from "./standing.ts";

/** What the audit tells of the person in `from`, with the doer in $`doer` and the two after it. */
const personEntry = (
  kind: AuditKind,
  { doer, facts, from, store = "store_id" }: Record<"facts" | "from", string> & { doer: number; store?: string },
) =>
  entryInsert({
    ...{ kind, doer, store, register: "null::uuid", subject: "person", subjectId: "user_id" },
    facts,
    from,
  });

/** The member $1 of the store $2, where the doer $3 is somebody else, manages it and may whatever the member may. */
const MEMBER = `select m.user_id, m.store_id, m.role, g.rights from membership m
   join ${MANAGERS} g on g.store_id = m.store_id and g.user_id = $3
   where m.user_id = $1 and m.store_id = $2 and m.user_id <> g.user_id and ${rightsOf("m.role")} <@ g.rights`;

/** Whoever loses a store as its owner owns none any more that a file makes later (lib/stores/apply/add-owners.ts). */
const disown = (from: string): string =>
  `update app_user set owner = false where owner and id in (select user_id from ${from})`;

/** $1 person, $2 store, $3 to $5 doer, $6 role: nobody gives a right that is not the own one. */
export const writeRole = statement<{ id: string }>(
  "write_role",
  `with given as (
     update membership m set role = $6::text from (${MEMBER}) own
     where m.user_id = own.user_id and m.store_id = own.store_id and ${isRoleOf("$6::text", "m.store_id")}
       and ${rightsOf("$6::text")} <@ own.rights
     returning m.user_id, m.store_id, own.role as before
   ), disowned as (${disown("given where before = 'owner' and $6::text <> 'owner'")}
   ), entry as (${personEntry("role_given", {
     doer: 3,
     facts: `jsonb_build_object('changed', jsonb_build_array(${roleName("before")}, ${roleName("$6::text")}))`,
     from: "given where before <> $6::text",
   })})
   select user_id as id from given`,
);

/** $1 person, $2 store, $3 to $5 doer: the person works there no more, and sits at none of its tills. What was sold stays, with the name. */
export const deleteMember = statement<{ id: string }>(
  "delete_member",
  `with gone as (
     delete from membership m using (${MEMBER}) own
     where m.user_id = own.user_id and m.store_id = own.store_id returning m.user_id, m.store_id, m.role
   ), ended as (${endAtTills("gone")}
   ), disowned as (${disown("gone where role = 'owner'")}
   ), entry as (${personEntry("person_removed", { doer: 3, facts: `jsonb_build_object('changed', jsonb_build_array(${roleName("role")}))`, from: "gone" })})
   select user_id as id from gone`,
);

/** Ends what the PIN has opened. $1 person, $2 store, $3 to $5 doer */
export const deletePin = statement<{ id: string }>(
  "delete_pin",
  `with gone as (
     update membership m set pin_hash = null from (${MEMBER}) own
     where m.user_id = own.user_id and m.store_id = own.store_id returning m.user_id, m.store_id
   ), ended as (${endAtTills("gone")}
   ), entry as (${personEntry("pin_reset", { doer: 3, facts: "'{}'::jsonb", from: "gone" })})
   select user_id as id from gone`,
);

const switchedTo = (kind: "person_switched_off" | "person_switched_on", [before, after]: readonly [string, string]) =>
  statement<{ id: string }>(
    `write_${kind}`,
    `with switched as (
       update app_user u set disabled_at = ${after}, session_version = session_version + 1
       where u.id = $1 and u.disabled_at is ${before} and ${manages("$2::uuid", "$1::uuid")}
       returning u.id as user_id
     ), entry as (${personEntry(kind, { doer: 2, facts: "'{}'::jsonb", from: "switched", store: "null::uuid" })})
     select user_id as id from switched`,
  );

/** $1 person, $2 to $4 doer: who is off has no session any more, and gets none. Nobody is erased (T14). */
export const switchOff = switchedTo("person_switched_off", ["null", "now()"]);
export const switchOn = switchedTo("person_switched_on", ["not null", "null"]);
