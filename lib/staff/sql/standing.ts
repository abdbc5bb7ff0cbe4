import { ROLES, rightsOf, rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

/** Whoever says who works in a store: user_id, store_id and the own rights there. */
export const MANAGERS = `(select y.user_id, y.store_id, ${rightsOf("y.role")} as rights
   from membership y join app_user a on a.id = y.user_id
   where a.disabled_at is null and y.role in (${rolesWith("manage_staff")}))`;

/** True where somebody manages every store of another one, and may there whatever the other one may. */
export const manages = (doer: string, person: string): string => `(${doer} <> ${person}
   and exists (select from membership where user_id = ${person})
   and not exists (select from membership held where held.user_id = ${person} and not exists (select from ${MANAGERS} boss
     where boss.user_id = ${doer} and boss.store_id = held.store_id and ${rightsOf("held.role")} <@ boss.rights)))`;

/** The role that is given is one of the five, or a copy of the store's merchant. */
export const isRoleOf = (role: string, store: string): string => `(${role} = any ('{${ROLES}}') or exists (
   select from role_copy c join store s on s.merchant_id = c.merchant_id where c.id::text = ${role} and s.id = ${store}))`;

/** A link i that is still good. */
export const IS_OPEN = "i.used_at is null and i.withdrawn_at is null and i.ends_at > now()";

/** What the audit calls a role. */
export const roleName = (role: string): string =>
  `coalesce((select name from role_copy where id::text = ${role}), ${role})`;

/** $1 person: the stores in which this person works. */
export const readStoresOf = statement<{ storeId: string }>(
  "read_stores_of_person",
  'select store_id as "storeId" from membership where user_id = $1',
);

/** $1 person, $2 stores: the live ones among them of which this person manages the staff. */
export const readLiveOf = statement<{ id: string }>(
  "read_live_stores_of_manager",
  `select s.id from store s join ${MANAGERS} g on g.store_id = s.id
   where g.user_id = $1 and s.id = any ($2::uuid[]) and not s.practice`,
);

/** $1 stores: who says there who works in them waits for one another, so that two never take each other's rights away. */
export const lockStores = statement<never>(
  "lock_stores_of_staff",
  "select from store where id = any ($1::uuid[]) order by id for no key update",
);

/** $1 stores: the registers whose screens have to be told. */
export const readRegistersOf = statement<{ id: string }>(
  "read_registers_of_stores",
  "select id from register where store_id = any ($1::uuid[])",
);
