import type { App } from "../fixtures/app.ts";
import type { ShopDatabase } from "../fixtures/shop-database.ts";

/** What stands in the shop's lasting tables, table by table: equal texts, equal content. How the gateway answers is noted later, in others. */
export async function readTables(database: ShopDatabase): Promise<Record<string, string>> {
  const tables = await database.rows<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p'",
  );
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as sum from "${name}" t`,
  );
  const rows = await database.rows<{ name: string; sum: string }>(sums.join(" union all "));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

export type Noted = { event: string; what?: string; user?: string | null; path?: string; status?: number };

/** What the log says from now on. */
export function followLog(app: App): () => string {
  const from = app.log().length;
  return () => app.log().slice(from);
}

/** What was refused, as the log has it, from now on. */
export function watchLog(app: App) {
  const logged = followLog(app);
  return (): Noted[] =>
    logged()
      .split("\n")
      .flatMap((line) => /\{.*"event":"(?:refused|front\.refused)".*\}/.exec(line) ?? [])
      .map((line) => JSON.parse(line));
}
