import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";

/** A statement that is prepared once per connection under its name. `Row` is what one line of the answer holds. */
export type Statement<Row> = { readonly name: string; readonly text: string; readonly row?: Row };

export const statement = <Row>(name: string, text: string): Statement<Row> => ({ name, text });

export const MAX_TRIES = 4;

/**
 * Runs a prepared statement by itself. Values are bound, never written into the text. What the database took back because
 * others were in the way is tried again, three times at most (F17); a connection that broke is not: the work may be done.
 */
export async function run<Row>(
  on: { query: pg.Pool["query"] },
  statement: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await runOnce(on, statement, values);
    } catch (error) {
      if (tries === MAX_TRIES || !wasTakenBack(error)) throw error;
      await pause(randomInt(5, 20 * tries));
    }
  }
}

/** Without a second try: what is part of a transaction is tried again with all of it (transaction.ts). */
export async function runOnce<Row>(
  on: { query: pg.Pool["query"] },
  { name, text }: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const result = await on.query({ name, text, values: [...values] });
  return result.rows as Row[];
}

/** Serialization failure and deadlock: PostgreSQL has undone the whole statement. */
export const wasTakenBack = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "40001" || error.code === "40P01");
