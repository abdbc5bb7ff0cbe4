import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { rightsOf } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { MANAGERS } from "./standing.ts";

/** $1 merchant: its stores, which all wait while one of its roles changes. */
export const readStoresOfMerchant = statement<{ storeId: string }>(
  "read_stores_of_merchant",
  'select id as "storeId" from store where merchant_id = $1',
);

/**
 * A role of the merchant `merchant` is changed by somebody, $1, who manages a store of it and may there all of it, before and
 * after, as in every store where somebody has it; not by those who have it themselves.
 */
const mayChange = (role: string, merchant: string, rights: string): string => `
  exists (select from ${MANAGERS} g join store s on s.id = g.store_id
    where g.user_id = $1 and s.merchant_id = ${merchant} and ${rights} <@ g.rights)
  and not exists (select from membership x where x.role = ${role} and (x.user_id = $1 or not exists (select from ${MANAGERS} g
    where g.user_id = $1 and g.store_id = x.store_id and ${rights} <@ g.rights and ${rightsOf("x.role")} <@ g.rights)))`;

const ENTRY = (from: string) =>
  entryInsert({
    ...{
      kind: "role_saved",
      doer: 1,
      store: "null::uuid",
      register: "null::uuid",
      subject: "role",
      subjectId: "id",
      from,
    },
    facts: "jsonb_build_object('name', name, 'changed', to_jsonb(rights))",
  });

/** $1 to $3 doer, $4 id, $5 merchant, $6 base, $7 name, $8 rights */
export const insertRole = statement<{ id: string }>(
  "insert_role_copy",
  `with made as (
     insert into role_copy (id, merchant_id, base, name, rights)
     select $4::uuid, $5::uuid, $6, $7, $8::text[] where ${mayChange("$4::text", "$5::uuid", "$8::text[]")}
     returning id, name, rights
   ), entry as (${ENTRY("made")})
   select id from made`,
);

/** $1 to $3 doer, $4 id, $5 name, $6 rights, $7 merchant */
export const updateRole = statement<{ id: string }>(
  "update_role_copy",
  `with saved as (
     update role_copy c set name = $5, rights = $6::text[]
     where c.id = $4::uuid and c.merchant_id = $7::uuid and ${mayChange("c.id::text", "c.merchant_id", "$6::text[]")}
     returning id, name, rights
   ), entry as (${ENTRY("saved")})
   select id from saved`,
);
