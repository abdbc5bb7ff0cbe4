import pg from "pg";

export type Pool = pg.Pool;

const INT8 = 20;

/** How the name of every worker begins at the database. */
export const WORKER_NAME = "scantill-worker";

/**
 * The pool of one process. int8 columns come back as bigint: money never passes through a double. `name` is what the database
 * calls its connections (application_name, at most 63 bytes).
 */
export function openPool(connectionString: string, name = "scantill"): Pool {
  const pool = new pg.Pool({
    connectionString,
    application_name: name,
    max: 10,
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
