import { statement } from "#lib/db/statement.ts";
import type { Entry } from "../build-record.ts";

export const ENTRY_COLUMNS = `e.id, e.at, e.kind, e.user_id as "userId", e.device_id as "deviceId", e.address,
  e.store_id as "storeId", e.register_id as "registerId", e.subject, e.subject_id as "subjectId", e.facts`;

/** The end of the chain, null for both while nothing is sealed; and whether something waits to be. */
export const readEnd = statement<{ number: bigint | null; hash: string | null; waiting: boolean }>(
  "read_audit_end",
  `select last.number, last.hash, exists (select from audit_entry where number is null) as waiting
   from (select) as one
   left join lateral (select number, hash from audit_entry where number is not null order by number desc limit 1) last on true`,
);

/** Until the end of the transaction nobody else seals. `mine` is false while somebody else does. */
export const takeSealing = statement<{ mine: boolean }>(
  "take_audit_sealing",
  "select pg_try_advisory_xact_lock(7346282) as mine",
);

/** $1 how many at most. Those that were committed late come with a smaller id than others have that are sealed. */
export const readUnsealed = statement<Entry>(
  "read_unsealed_entries",
  `select ${ENTRY_COLUMNS} from audit_entry e where e.number is null order by e.id limit $1`,
);

/** $1 ids, $2 their numbers, $3 their hashes */
export const writeSeals = statement<never>(
  "write_audit_seals",
  `update audit_entry e set number = s.number, hash = s.hash
   from unnest($1::bigint[], $2::bigint[], $3::text[]) as s (id, number, hash) where e.id = s.id`,
);

export type SealedEntry = Entry & { number: bigint; hash: string };

/** $1 the number before, $2 how many at most */
export const readSealed = statement<SealedEntry>(
  "read_sealed_entries",
  `select ${ENTRY_COLUMNS}, e.number, e.hash from audit_entry e where e.number > $1 order by e.number limit $2`,
);

export const countUnsealed = statement<{ count: bigint; since: Date | null }>(
  "count_unsealed_entries",
  "select count(*), min(at) as since from audit_entry where number is null",
);
