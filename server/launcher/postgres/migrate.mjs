// Applies prisma/migrations and leaves `_prisma_migrations` as `prisma migrate deploy` would, without Prisma's engine.
// By itself: `node server/launcher/postgres/migrate.mjs` with DATABASE_URL (and MIGRATE_DATABASE_URL) set.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { applyGrants, ensureRole } from "./grants.mjs";

const MIGRATIONS = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));

/** The number that Prisma's own engine locks with, so that both exclude each other. */
const ADVISORY_LOCK = 72707369;

/** Prisma's layout: schema-engine, flavour/postgres, `create_migrations_table`. */
const MIGRATIONS_TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/**
 * @typedef {{ name: string, sql: string, checksum: string }} Migration
 * @typedef {{ ok: true, applied: string[] } | { ok: false, sentence: string }} Migrated
 */

/** @param {string} [folder] @returns {Migration[]} in the order they are applied */
export function readMigrations(folder = MIGRATIONS) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && fs.existsSync(path.join(folder, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: crypto.createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Migrates as the owner and grants to the role of `databaseUrl` where that is another one.
 * @param {{ databaseUrl: string, migrateUrl?: string | undefined, appPassword?: string | undefined, migrations?: Migration[] }} options
 *   `appPassword` given: makes the application's role with it (embedded server)
 * @returns {Promise<Migrated>}
 */
export async function migrate({ databaseUrl, migrateUrl, appPassword, migrations = readMigrations() }) {
  const url = migrateUrl || databaseUrl;
  const connected = await connect(url);
  if ("sentence" in connected) return { ok: false, sentence: connected.sentence };
  const { client } = connected;
  try {
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    const known = await alreadyApplied(client, migrations);
    if ("sentence" in known) return { ok: false, sentence: known.sentence };
    /** @type {string[]} */
    const applied = [];
    for (const migration of migrations.filter(({ name }) => !known.names.has(name))) {
      const failure = await apply(client, migration);
      if (failure) return { ok: false, sentence: `Migration ${migration.name} failed: ${failure}.` };
      applied.push(migration.name);
    }
    const role = decodeURIComponent(new URL(databaseUrl).username);
    if (role !== "" && role !== decodeURIComponent(new URL(url).username)) {
      if (appPassword) await ensureRole(client, { role, password: appPassword });
      await applyGrants(client, role);
    }
    return { ok: true, applied };
  } catch (error) {
    if (isForbidden(error)) return { ok: false, sentence: forbidden(url, error) };
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Connects and makes the database where it is missing.
 * @param {string} url
 * @returns {Promise<{ client: pg.Client } | { sentence: string }>}
 */
async function connect(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return { client };
  } catch (error) {
    if (!isDatabaseMissing(error)) return { sentence: unreachable(url, error) };
  }
  const maintenance = new URL(url);
  const name = decodeURIComponent(maintenance.pathname.slice(1));
  maintenance.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: maintenance.toString(), connectionTimeoutMillis: 10_000 });
  try {
    await admin.connect();
    await admin.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    return { sentence: unreachable(url, error) };
  } finally {
    await admin.end();
  }
  return connect(url);
}

/** @param {unknown} error 3D000 is PostgreSQL's invalid_catalog_name */
const isDatabaseMissing = (error) => error instanceof pg.DatabaseError && error.code === "3D000";

/** @param {unknown} error 42501 is PostgreSQL's insufficient_privilege @returns {error is pg.DatabaseError} */
const isForbidden = (error) => error instanceof pg.DatabaseError && error.code === "42501";

/** @param {string} url @param {pg.DatabaseError} error */
function forbidden(url, error) {
  const user = decodeURIComponent(new URL(url).username);
  return `The user ${user} may not migrate the database (${reason(error)}): name its owner in MIGRATE_DATABASE_URL.`;
}

/** @param {string} url @param {unknown} error */
function unreachable(url, error) {
  const { hostname, port, pathname } = new URL(url);
  return `The database ${pathname.slice(1)} at ${hostname}:${port || 5432} cannot be used: ${reason(error)}.`;
}

/** @param {unknown} error */
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return (error.message || code || error.name).replace(/\.$/, "");
}

/**
 * @param {pg.Client} client
 * @param {Migration[]} migrations
 * @returns {Promise<{ names: Set<string> } | { sentence: string }>}
 */
async function alreadyApplied(client, migrations) {
  // Asked first: who may not make the table may still find that there is nothing to do.
  const { rows: found } = await client.query("select to_regclass('_prisma_migrations') is not null as there");
  if (!found[0]?.there) await client.query(MIGRATIONS_TABLE);
  const { rows } = await client.query(
    "select migration_name as name, checksum, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null",
  );
  for (const row of rows) {
    const migration = migrations.find(({ name }) => name === row.name);
    if (!migration)
      return { sentence: `The data are of a newer version: this checkout does not know their migration ${row.name}.` };
    if (!row.finished)
      return { sentence: `Migration ${row.name} was begun by another tool and did not finish; repair it first.` };
    if (migration.checksum !== row.checksum)
      return { sentence: `Migration ${row.name} was changed after it had been applied to these data.` };
  }
  return { names: new Set(rows.map((row) => row.name)) };
}

/**
 * One transaction for the statements and their row: a failure leaves nothing behind.
 * @param {pg.Client} client
 * @param {Migration} migration
 * @returns {Promise<string | undefined>} why it failed
 */
async function apply(client, { name, sql, checksum }) {
  try {
    await client.query("begin");
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [crypto.randomUUID(), checksum, name],
    );
    await client.query("commit");
    return undefined;
  } catch (error) {
    await client.query("rollback");
    if (isForbidden(error)) throw error;
    return reason(error);
  }
}

async function main() {
  const { DATABASE_URL, MIGRATE_DATABASE_URL, APP_ROLE_PASSWORD } = process.env;
  if (!DATABASE_URL) return fail("DATABASE_URL is not set.");
  const result = await migrate({
    databaseUrl: DATABASE_URL,
    migrateUrl: MIGRATE_DATABASE_URL,
    appPassword: APP_ROLE_PASSWORD,
  });
  if (!result.ok) return fail(result.sentence);
  for (const name of result.applied) console.log(`  applied ${name}`);
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
