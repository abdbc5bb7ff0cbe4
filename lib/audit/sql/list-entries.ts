import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { AuditKind } from "../view.ts";

export type EntryRow = {
  id: bigint;
  at: Date;
  kind: AuditKind;
  userName: string | null;
  address: string | null;
  /** Null for what is of no store: people, accounts, sign-ins. */
  storeName: string | null;
  registerName: string | null;
  deviceName: string | null;
  /** Whom it was done to. */
  personName: string | null;
  facts: unknown;
  number: bigint | null;
};

/** $1 user, $2 stores: those of them in which the user may see the audit. */
const SEEN = `seen as (
     select store_id as id from membership
     where user_id = $1 and store_id = any ($2::uuid[]) and role in (${rolesWith("see_audit")})
   )`;

/**
 * What happened in these stores, and to people and accounts of these; tries under names that nobody has are of all stores. $3 kind,
 * $4 from, $5 until, $6 before which id, each or null.
 */
const MATCHES = `exists (select from seen) and (e.store_id in (select id from seen) or e.store_id is null and (e.subject_id is null
       or exists (select from membership m join seen on seen.id = m.store_id where m.user_id = e.subject_id)
       or exists (select from role_copy c join store o on o.merchant_id = c.merchant_id join seen on seen.id = o.id where c.id = e.subject_id)
       or exists (select from store_account a join seen on seen.id = a.store_id where a.account_id = e.subject_id)))
     and ($3::text is null or e.kind = $3)
     and ($4::timestamptz is null or e.at >= $4)
     and ($5::timestamptz is null or e.at < $5)
     and ($6::bigint is null or e.id < $6)`;

/** $1 to $6 as above; $7 how many */
export const listEntries = statement<EntryRow>(
  "list_audit_entries",
  `with ${SEEN}
   select e.id, e.at, e.kind, u.name as "userName", e.address, s.name as "storeName", r.name as "registerName",
     d.name as "deviceName", p.name as "personName", e.facts, e.number
   from audit_entry e
   left join app_user u on u.id = e.user_id
   left join store s on s.id = e.store_id
   left join register r on r.id = e.register_id
   left join device d on d.id = e.device_id
   left join app_user p on p.id = e.subject_id and e.subject = 'person'
   where ${MATCHES}
   order by e.id desc limit $7`,
);

/** No row for who may not see the audit. $1 to $6 as above */
export const countEntries = statement<{ count: bigint }>(
  "count_audit_entries",
  `with ${SEEN} select (select count(*) from audit_entry e where ${MATCHES}) as count where exists (select from seen)`,
);
