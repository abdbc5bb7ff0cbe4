import { expect } from "@playwright/test";
import { secretsOf } from "../checker/find-secrets.ts";
import type { App } from "../fixtures/app.ts";
import type { ShopDatabase } from "../fixtures/shop-database.ts";

/** A secret, or what is kept of one, in each shape in which a text could carry it. */
type Held = { name: string; shapes: string[] };

/** What came in from outside, and may be looked at. */
const NO_SECRET = ["notification.body", "audit_entry.hash"];

/** Everything that the database keeps hashed or sealed, and the secrets of the installation. */
export async function readHeld(app: App, database: Pick<ShopDatabase, "rows">): Promise<Held[]> {
  const columns = await database.rows<{ table: string; column: string; binary: boolean }>(
    `select c.table_name as table, c.column_name as column, c.data_type = 'bytea' as binary from information_schema.columns c
     where c.table_schema = 'public' and c.table_name !~ '^_' and (c.data_type = 'bytea' or c.column_name ~ 'hash$')`,
  );
  const kept = columns.filter(({ table, column }) => !NO_SECRET.includes(`${table}.${column}`));
  const held = await Promise.all(
    kept.map(async ({ table, column, binary }): Promise<Held[]> => {
      const text = binary ? `encode("${column}", 'hex')` : `"${column}"`;
      const rows = await database.rows<{ value: string }>(
        `select distinct ${text} as value from "${table}" where "${column}" is not null`,
      );
      return rows
        .filter(({ value }) => value.length >= 16 && !/^0+$/.test(value))
        .map(({ value }) => ({ name: `${table}.${column}`, shapes: binary ? shapesOf(value) : [value] }));
    }),
  );
  return [...held.flat(), ...secretsOf(app).map(({ name, value }) => ({ name, shapes: [value] }))];
}

const shapesOf = (hex: string): string[] => {
  const bytes = Buffer.from(hex, "hex");
  return [hex, bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url"), [...bytes].join(",")];
};

/** Fields that nobody chose to show. */
const UNCHOSEN = /"(?:\w*hash|sealed|notifyToken|sessionVersion|masterKey|secretKey)":/i;

/** That none of these texts carries something held, each text under its name. */
export function expectNoneOf(held: readonly Held[], texts: readonly (readonly [name: string, text: string])[]): void {
  const found = texts.flatMap(([name, text]) => [
    ...held.filter(({ shapes }) => shapes.some((shape) => text.includes(shape))).map((one) => `${name}: ${one.name}`),
    ...(UNCHOSEN.test(text) ? [`${name}: ${UNCHOSEN.exec(text)?.[0]}`] : []),
  ]);
  expect(found).toEqual([]);
}
