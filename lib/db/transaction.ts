import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { Statement } from "./statement.ts";
import { MAX_TRIES, runOnce, wasTakenBack } from "./statement.ts";

/** Runs a statement inside of one transaction. */
export type RunInside = <Row>(statement: Statement<Row>, values: readonly unknown[]) => Promise<Row[]>;

/**
 * Several statements that become true together or not at all, each seeing what is committed when it begins. What the database
 * took back because others were in the way is tried again as a whole (F17).
 */
export async function transact<Result>(pool: pg.Pool, work: (run: RunInside) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await once(pool, work);
    } catch (error) {
      if (tries === MAX_TRIES || !wasTakenBack(error)) throw error;
      await pause(randomInt(5, 20 * tries));
    }
  }
}

async function once<Result>(pool: pg.Pool, work: (run: RunInside) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work((statement, values) => runOnce(client, statement, values));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
