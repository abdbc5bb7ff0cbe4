import { type Role, rightsOf } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { IS_OPEN, MANAGERS, manages } from "./standing.ts";

export type MemberRow = {
  storeId: string;
  userId: string;
  name: string;
  login: string;
  role: string;
  isOn: boolean;
  hasPin: boolean;
  lastSignInAt: Date | null;
  isSelf: boolean;
  /** Whether the one who looks may change what this person is here, and everywhere. */
  mayChange: boolean;
  mayChangeAll: boolean;
};

/** $1 user, $2 stores: who works in those of them whose people the user manages. */
export const readMembers = statement<MemberRow>(
  "read_members",
  `select m.store_id as "storeId", u.id as "userId", u.name, u.login, m.role, u.disabled_at is null as "isOn",
     m.pin_hash is not null as "hasPin", u.last_sign_in_at as "lastSignInAt", u.id = g.user_id as "isSelf",
     u.id <> g.user_id and ${rightsOf("m.role")} <@ g.rights as "mayChange", ${manages("g.user_id", "u.id")} as "mayChangeAll"
   from ${MANAGERS} g join membership m on m.store_id = g.store_id join app_user u on u.id = m.user_id
   where g.user_id = $1 and g.store_id = any ($2::uuid[])
   order by u.disabled_at is not null, u.name, u.id`,
);

export type OpenLinkRow = {
  id: string;
  storeId: string;
  role: string | null;
  forName: string | null;
  byName: string;
  endsAt: Date;
};

/** $1, $2 as above: the links that are still good. */
export const readOpenLinks = statement<OpenLinkRow>(
  "read_open_links",
  `select i.id, i.store_id as "storeId", i.role, p.name as "forName", b.name as "byName", i.ends_at as "endsAt"
   from ${MANAGERS} g join invitation i on i.store_id = g.store_id join app_user b on b.id = i.created_by_id
     left join app_user p on p.id = i.for_id
   where g.user_id = $1 and g.store_id = any ($2::uuid[]) and ${IS_OPEN} order by i.created_at, i.id`,
);

/** $1, $2 as above: in which of them, and what the user may there. */
export const readManagedStores = statement<{
  id: string;
  name: string;
  timeZone: string;
  practice: boolean;
  merchantId: string;
  merchantName: string;
  rights: string[];
}>(
  "read_managed_stores",
  `select s.id, s.name, s.time_zone as "timeZone", s.practice, s.merchant_id as "merchantId", t.name as "merchantName", g.rights
   from ${MANAGERS} g join store s on s.id = g.store_id join merchant t on t.id = s.merchant_id
   where g.user_id = $1 and s.id = any ($2::uuid[]) order by s.practice, s.name, s.id`,
);

export type RoleRow = {
  id: string;
  merchantId: string;
  merchantName: string;
  base: Role;
  name: string;
  rights: string[];
};

/** $1, $2 as above: the copies of the merchants of these stores. */
export const readRoles = statement<RoleRow>(
  "read_role_copies",
  `select c.id, c.merchant_id as "merchantId", t.name as "merchantName", c.base, c.name, c.rights
   from role_copy c join merchant t on t.id = c.merchant_id
   where exists (select from ${MANAGERS} g join store s on s.id = g.store_id
     where g.user_id = $1 and s.id = any ($2::uuid[]) and s.merchant_id = c.merchant_id) order by c.name, c.id`,
);
