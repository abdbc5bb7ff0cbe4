import pg from "pg";

export type Pool = pg.Pool;

const INT8 = 20;

/** How the name of every worker begins at the database. */
export const WORKER_NAME = "scantill-worker";

/**
 * The pool of one process. int8 columns come back as bigint: money never passes through a double. `name` is what the database
 * calls its connections (application_name, at most 63 bytes).
 */
export const openPool = (connectionString: string, name = "scantill"): Pool =>
  open(connectionString, { application_name: name, max: 10 });

/**
 * A few connections of their own for sums and tables over many orders, so that they take none of those that charges and notices need
 * (I18). What takes too long is broken off, and none takes more than one core of the database's machine.
 */
export const openReportPool = (connectionString: string): Pool =>
  open(connectionString, {
    application_name: "scantill-reports",
    max: 3,
    statement_timeout: 5000,
    options: "-c max_parallel_workers_per_gather=0",
  });

/** What pg says of a connection that it waited for in vain: one that was in use all the time, and one that was never made. */
const NO_CONNECTION = new Set([
  "timeout exceeded when trying to connect",
  "Connection terminated due to connection timeout",
]);

/** True when a report found no room or was broken off: the shop goes on, and somebody may ask again. */
export const isTooBusy = (error: unknown): boolean =>
  error instanceof Error && (("code" in error && error.code === "57014") || NO_CONNECTION.has(error.message));

function open(connectionString: string, own: pg.PoolConfig): Pool {
  const pool = new pg.Pool({
    connectionString,
    ...own,
    connectionTimeoutMillis: 3000,
    idleTimeoutMillis: 30_000,
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        oid === INT8 ? (text: string) => BigInt(text) : pg.types.getTypeParser(oid, format as "text"),
    },
  });
  // An idle connection that breaks (the database was restarted) is replaced by the pool; it must not end the process.
  pool.on("error", () => {});
  return pool;
}
