import type { Doer } from "#lib/actor.ts";
import { type Right, rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { AuditKind } from "../view.ts";

type Subject = "order" | "person" | "device" | "shift" | "store" | "account" | "installation" | "role" | "notice";

/** The texts of an entry inside of another statement: parameters and columns of ours, never values of a request. */
type EntryTexts = {
  kind: AuditKind;
  /** Number of the first of three parameters: `doerValues`. */
  doer: number;
  /** Where it is somebody else than the doer who answers for it. */
  user?: string;
  store: string;
  register: string;
  subject: Subject;
  subjectId: string;
  facts: string;
  /** What is there only when the action was done. */
  from: string;
};

const COLUMNS = "kind, user_id, device_id, address, store_id, register_id, subject, subject_id, facts";

/** Writes an entry with the action that it tells of: both become true, or neither. */
export const entryInsert = ({ kind, doer, user = `$${doer}`, ...texts }: EntryTexts): string =>
  `insert into audit_entry (${COLUMNS})
     select '${kind}', ${user}::uuid, $${doer + 1}::uuid, $${doer + 2}::text, ${texts.store}, ${texts.register},
       '${texts.subject}', ${texts.subjectId}, ${texts.facts}
     from ${texts.from}`;

export const doerValues = ({ userId, deviceId, address }: Doer): (string | null)[] => [userId, deviceId, address];

/** For an action of several statements, inside of their transaction. $1 kind, $2 to $4 doer, $5 store, $6 register, $7 subject, $8 its id, $9 facts */
export const insertEntry = statement<never>(
  "insert_audit_entry",
  `insert into audit_entry (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`,
);

/** So many refusals of one person, or of nobody that is known, are written down in an hour: strangers must not fill the disk. */
const MOST_REFUSALS = 30;

/** A refusal that changes nothing else. $1 kind, $2 to $4 doer, $5 store, $6 register, $7 person, $8 facts */
export const insertRefusal = statement<never>(
  "insert_audit_refusal",
  `insert into audit_entry (${COLUMNS})
   select $1::text, $2::uuid, $3::uuid, $4::text, $5::uuid, $6::uuid, 'person', $7::uuid, $8::jsonb
   where (select count(*) from (select from audit_entry
       where kind = $1::text and (subject_id = $7::uuid or subject_id is null and $7::uuid is null) and at > now() - interval '1 hour'
       limit ${MOST_REFUSALS}) as lately) < ${MOST_REFUSALS}`,
);

/**
 * Somebody takes a table out of the shop: an entry in each store of which it tells. `right`: who may. $1 to $3 doer, $4 stores,
 * $5 facts; a row for each store, none for who may not
 */
export const insertExport = (kind: AuditKind, right: Right) =>
  statement<{ storeId: string }>(
    `insert_${kind}`,
    `with seen as (
       select m.store_id from membership m where m.user_id = $1 and m.store_id = any ($4::uuid[]) and m.role in (${rolesWith(right)})
     ), told as (
       ${entryInsert({ kind, doer: 1, store: "seen.store_id", register: "null::uuid", subject: "store", subjectId: "seen.store_id", facts: "$5::jsonb", from: "seen" })}
     )
     select store_id as "storeId" from seen`,
  );
