import { statement } from "#lib/db/statement.ts";

/** Every column that holds sealed values, with the place to which each value is bound (lib/stores/seal.ts). */
export const SEALED = [
  {
    table: "credential_version",
    key: "id",
    column: "sealed",
    place: "'credential_version/' || account_id || '/' || version || '/sealed'",
  },
  { table: "second_step", key: "user_id", column: "sealed", place: "'second_step/' || user_id || '/sealed'" },
] as const;

export type SealedRow = { at: number; key: string; place: string; sealed: Uint8Array };

/** Behind the version of the layout stands the id of the master key. */
const KEY_ID = (column: string) => `substring(${column} from 2 for 8)`;

/** What is sealed with another key than this one. $1 id of a master key */
export const readSealedOtherwise = statement<SealedRow>(
  "read_sealed_otherwise",
  SEALED.map(
    ({ table, key, column, place }, at) =>
      `select ${at} as at, ${key} as key, ${place} as place, ${column} as sealed from ${table} where ${KEY_ID(column)} <> $1`,
  ).join("\nunion all\n"),
);

/** By place in the list. $1 keys, $2 values, $3 those that they take the place of: what somebody changed meanwhile stays. */
export const writeSealed = SEALED.map(({ table, key, column }) =>
  statement<never>(
    `write_sealed_${table}`,
    `update ${table} t set ${column} = s.sealed
     from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as s (key, sealed, before) where t.${key} = s.key and t.${column} = s.before`,
  ),
);

/** Until the end of the transaction nobody else changes the master key. */
export const takeRotation = statement<{ mine: boolean; pid: number }>(
  "take_key_rotation",
  "select pg_try_advisory_xact_lock(7346283) as mine, pg_backend_pid() as pid",
);

/** As text: a Date would cut off the microseconds. */
export const readClock = statement<{ now: string }>("read_clock", "select clock_timestamp()::text as now");

/**
 * How many transactions of the shop are open that had begun by then: who sealed something with the key that was first before then
 * may not have committed it yet. $1 when, $2 the one that asks
 */
export const countOpenSince = statement<{ count: number }>(
  "count_open_transactions",
  `select count(*)::int as count from pg_stat_activity
   where datname = current_database() and backend_type = 'client backend' and xact_start <= $1::timestamptz
     and pid not in (pg_backend_pid(), $2::int)`,
);
