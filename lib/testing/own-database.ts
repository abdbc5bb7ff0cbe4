// One database for each test file, copied from the migrated template. The code under test connects as the application's
// role, so that its rights are part of every test; `ownerUrl` is for what only the owner may do.
import pg from "pg";
import { inject } from "vitest";

const name = `t_${crypto.randomUUID().replaceAll("-", "")}`;

const owner = new pg.Client({ connectionString: inject("ownerUrl") });
await owner.connect();
await owner.query(`create database ${name} template ${inject("template")} strategy file_copy`);
await owner.end();

process.env.DATABASE_URL = withDatabase(inject("appUrl"), name);
process.env.MIGRATE_DATABASE_URL = withDatabase(inject("ownerUrl"), name);

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}
