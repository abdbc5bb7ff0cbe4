import type pg from "pg";

/** A statement that is prepared once per connection under its name. `Row` is what one line of the answer holds. */
export type Statement<Row> = { readonly name: string; readonly text: string; readonly row?: Row };

export const statement = <Row>(name: string, text: string): Statement<Row> => ({ name, text });

/** Runs a prepared statement. Values are bound, never written into the text. */
export async function run<Row>(
  on: { query: pg.Pool["query"] },
  { name, text }: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const result = await on.query({ name, text, values: [...values] });
  return result.rows as Row[];
}
