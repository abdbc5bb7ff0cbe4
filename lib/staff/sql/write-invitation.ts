import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import type { AuditKind } from "#lib/audit/view.ts";
import { rightsOf } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { IS_OPEN, isRoleOf, MANAGERS, manages, roleName } from "./standing.ts";

/** So long a link is good (T13). */
export const LINK_HOURS = 24;
/** So many of a store are good at once. */
const MOST_OPEN = 100;

const entry = (kind: AuditKind, { doer, person, from }: { doer: number; person: string; from: string }) =>
  entryInsert({
    ...{ kind, doer, store: "store_id", register: "null::uuid", subject: "person", subjectId: person, from },
    facts: `jsonb_strip_nulls(jsonb_build_object('changed', case when role is not null then jsonb_build_array(${roleName("role")}) end))`,
  });

const HAS_ROOM = `(select count(*) from invitation i where i.store_id = $5 and ${IS_OPEN}) < ${MOST_OPEN}`;

export type IssuedRow = { endsAt: Date };

/** $1 to $3 doer, $4 id, $5 store, $6 role, $7 hash of the token: an invitation to a role, none of whose rights the doer lacks there. */
export const insertInvitation = statement<IssuedRow>(
  "insert_invitation",
  `with made as (
     insert into invitation (id, store_id, role, token_hash, created_by_id, ends_at)
     select $4::uuid, g.store_id, $6::text, $7, g.user_id, now() + interval '${LINK_HOURS} hours'
     from ${MANAGERS} g where g.user_id = $1::uuid and g.store_id = $5::uuid and ${isRoleOf("$6::text", "g.store_id")}
       and ${rightsOf("$6::text")} <@ g.rights and ${HAS_ROOM}
     returning id, store_id, role, ends_at
   ), entry as (${entry("person_invited", { doer: 1, person: "null::uuid", from: "made" })})
   select ends_at as "endsAt" from made`,
);

/** $1 to $3 doer, $4 id, $5 store, $6 person, $7 hash of the token: a link to a new password. Older ones of the person are void. */
export const insertPasswordLink = statement<IssuedRow>(
  "insert_password_link",
  `with older as (
     update invitation i set withdrawn_at = now() where i.for_id = $6::uuid and ${IS_OPEN} and ${manages("$1::uuid", "$6::uuid")}
   ), made as (
     insert into invitation (id, store_id, for_id, token_hash, created_by_id, ends_at)
     select $4::uuid, m.store_id, m.user_id, $7, $1::uuid, now() + interval '${LINK_HOURS} hours'
     from membership m join app_user u on u.id = m.user_id
     where m.user_id = $6::uuid and m.store_id = $5::uuid and u.disabled_at is null and ${manages("$1::uuid", "$6::uuid")}
     returning id, store_id, role, for_id, ends_at
   ), entry as (${entry("password_link", { doer: 1, person: "for_id", from: "made" })})
   select ends_at as "endsAt" from made`,
);

/** $1 to $3 doer, $4 invitation */
export const withdraw = statement<{ id: string }>(
  "withdraw_invitation",
  `with gone as (
     update invitation i set withdrawn_at = now() from ${MANAGERS} g
     where i.id = $4 and ${IS_OPEN} and g.user_id = $1::uuid and g.store_id = i.store_id
       and (i.created_by_id = g.user_id or ${rightsOf("i.role")} <@ g.rights)
     returning i.id, i.store_id, i.role, i.for_id
   ), entry as (${entry("invitation_withdrawn", { doer: 1, person: "for_id", from: "gone" })})
   select id from gone`,
);

export type LinkRow = {
  id: string;
  storeId: string;
  storeName: string;
  role: string | null;
  roleName: string | null;
  forId: string | null;
  forLogin: string | null;
  forName: string | null;
  isUsed: boolean;
  isOver: boolean;
  /** Withdrawn; or whoever made it may not say so any more, or the person is switched off. */
  isWithdrawn: boolean;
};

const LINK = `select i.id, s.id as "storeId", s.name as "storeName", i.role, ${roleName("i.role")} as "roleName",
     i.for_id as "forId", p.login as "forLogin", p.name as "forName", i.used_at is not null as "isUsed", i.ends_at <= now() as "isOver",
     (i.withdrawn_at is not null or case when i.for_id is null
       then not exists (select from ${MANAGERS} g where g.user_id = i.created_by_id and g.store_id = i.store_id
         and ${isRoleOf("i.role", "i.store_id")} and ${rightsOf("i.role")} <@ g.rights)
       else p.disabled_at is not null or not ${manages("i.created_by_id", "i.for_id")} end) as "isWithdrawn"
   from invitation i join store s on s.id = i.store_id left join app_user p on p.id = i.for_id
   where i.token_hash = $1`;

/** $1 hash of the token */
export const readLink = statement<LinkRow>("read_link", LINK);

/** $1 hash of the token: of many who use it at once one does. */
export const lockLink = statement<LinkRow>("lock_link", `${LINK} for update of i`);

/** $1 invitation, $2 to $4 who used it: the link is used, and the audit tells by whom. */
const used = (kind: "person_joined" | "password_set") =>
  statement<never>(
    `use_link_${kind}`,
    `with used as (
       update invitation set used_at = now(), used_by_id = $2::uuid where id = $1 returning store_id, role, used_by_id
     )
     ${entry(kind, { doer: 2, person: "used_by_id", from: "used" })}`,
  );
export const markJoined = used("person_joined");
export const markPasswordSet = used("password_set");

/** $1 id, $2 login, $3 name, $4 hash of the password. No row: somebody has that login. */
export const insertUser = statement<{ id: string }>(
  "insert_user",
  `insert into app_user (id, login, name, password_hash) values ($1, $2, $3, $4) on conflict (login) do nothing returning id`,
);

/** $1 user, $2 store, $3 role. No row: works there already. */
export const insertMember = statement<{ id: string }>(
  "insert_member",
  `insert into membership (user_id, store_id, role)
   select id, $2, $3 from app_user where id = $1 and disabled_at is null on conflict (user_id, store_id) do nothing returning user_id as id`,
);

/** $1 user, $2 hash of the password: the sessions of the old one end, and the passkeys, whoever added them, are gone. */
export const writePassword = statement<never>(
  "write_chosen_password",
  `with keys as (delete from passkey where user_id = $1)
   update app_user set password_hash = $2, password_issued = false, session_version = session_version + 1 where id = $1`,
);
