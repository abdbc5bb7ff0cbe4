import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { App } from "../fixtures/app.ts";
import type { ShopDatabase } from "../fixtures/shop-database.ts";

const KEY_FILES = ["master.key", "auth.secret", "actions.key", "pg.secret", "app.secret"];
const practiceKeys = z.object({ merchantPrivateKey: z.string().optional(), md5Key: z.string().optional() });
/** A part of a long key, so that a key in other line lengths or with a heading is found as well. */
const PART = 48;

/** I15: which secrets of an installation stand where they may not, each by its name and place. */
export async function findSecrets(app: App, database: Pick<ShopDatabase, "rows">): Promise<string[]> {
  const secrets = secretsOf(app);
  const places: [place: string, text: string][] = [["the log", withoutSignIns(app.log())], ...(await tables(database))];
  return places.flatMap(([place, text]) =>
    secrets
      .filter(({ value }) => text.includes(value) || text.includes(Buffer.from(value).toString("hex")))
      .map(({ name }) => `I15 ${name} stands in ${place}`),
  );
}

export function secretsOf({ dataDir, control, owner, cashier }: App): { name: string; value: string }[] {
  const read = (name: string) => fs.readFileSync(path.join(dataDir, name), "utf8").trim();
  const files = KEY_FILES.filter((name) => fs.existsSync(path.join(dataDir, name)));
  const practice = ["openapi", "mapi", "intl"].flatMap((generation) => {
    const keys = practiceKeys.parse(JSON.parse(read(`simulator/practice-${generation}.json`)));
    return Object.entries(keys).map(([name, key]) => ({ name: `${name} of ${generation}`, value: partOf(key ?? "") }));
  });
  const passwords = [owner, cashier].map(({ name, password }) => ({
    name: `the password of ${name}`,
    value: password,
  }));
  return [
    ...files.map((name) => ({ name, value: partOf(read(name)) })),
    ...practice,
    ...passwords,
    { name: "the simulator's token", value: control.token },
  ].filter(({ value }) => value !== "");
}

const partOf = (key: string): string => (key.length > 4 * PART ? key.slice(2 * PART, 3 * PART) : key);

/** First passwords are printed once, on purpose. */
const withoutSignIns = (log: string): string => log.replace(/^.*\bas (?:the|a) (?:owner|cashier) .*$/gm, "");

async function tables({ rows }: Pick<ShopDatabase, "rows">): Promise<[string, string][]> {
  const names = await rows<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name !~ '^_'",
  );
  return Promise.all(
    names.map(async ({ name }): Promise<[string, string]> => {
      const [found] = await rows<{ text: string }>(
        `select coalesce(string_agg(t::text, E'\\n'), '') as text from "${name}" t`,
      );
      return [`table ${name}`, found?.text ?? ""];
    }),
  );
}
