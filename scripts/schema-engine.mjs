// Prisma's schema engine as WebAssembly: the native one is downloaded from outside at install. Only for development
// (db:new, db:check); each oddity below is a gap between the engine and its driver adapter, as of 7.10.0.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { readMigrations } from "../server/launcher/postgres/migrate.mjs";

const OID_CHAR = 18;
const OID_TEXT = 25;

/**
 * The SQL that leads from prisma/migrations to prisma/schema.prisma.
 * @param {{ root: string, url: string }} options url: a database server on which a throw-away database may be made
 * @returns {Promise<string>} empty when nothing is missing
 */
export async function pendingSql({ root, url }) {
  const content = fs.readFileSync(path.join(root, "prisma/schema.prisma"), "utf8");
  const engine = await openEngine(url, content);
  try {
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...migrationsList(path.join(root, "prisma/migrations")) },
      to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content }] },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return !stdout || stdout.startsWith("-- This is an empty migration") ? "" : stdout;
  } finally {
    engine.free();
  }
}

/** What Prisma wants to find as prisma/migrations/migration_lock.toml. */
export const LOCK_FILE = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' };

/** @param {string} baseDir */
function migrationsList(baseDir) {
  return {
    baseDir,
    lockfile: LOCK_FILE,
    shadowDbInitScript: "",
    migrationDirectories: readMigrations(baseDir).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

/**
 * To be called once in a process: the glue module keeps views of the instance's memory.
 * @param {string} url
 * @param {string} schema
 */
async function openEngine(url, schema) {
  // Without this object every panic of the engine hides behind "reading 'set_message'".
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (/** @type {string} */ text) => console.error(`schema engine: ${text}`),
    },
  });
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const glue = await import(pathToFileURL(path.join(folder, "schema_engine_bg.js")).href);
  const wasm = fs.readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  /** @type {() => void} */ (instance.exports.__wbindgen_start)();
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFactory(url));
  return glue.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, adapter);
}

/**
 * The catalogue holds columns of PostgreSQL's one-byte type "char", which the adapter refuses: shown to it as text, and
 * marked as characters again for the engine (`mark`).
 * @type {WeakMap<object, number[]>} rows → their character columns
 */
const characterColumns = new WeakMap();

/** @param {import("pg").QueryResult | import("pg").QueryResult[]} result */
function relabel(result) {
  for (const one of [result].flat()) {
    const columns = (one.fields ?? []).flatMap((field, index) => (field.dataTypeID === OID_CHAR ? [index] : []));
    for (const index of columns) Object.assign(one.fields[index] ?? {}, { dataTypeID: OID_TEXT });
    if (columns.length > 0) characterColumns.set(one.rows, columns);
  }
  return result;
}

class CatalogueClient extends pg.Client {
  /** @override @param {unknown[]} words */
  query(...words) {
    const last = words.at(-1);
    if (typeof last === "function") {
      const done = (/** @type {unknown} */ error, /** @type {import("pg").QueryResult} */ result) =>
        last(error, result && relabel(result));
      return Reflect.apply(super.query, this, [...words.slice(0, -1), done]);
    }
    const out = Reflect.apply(super.query, this, words);
    return typeof out?.then === "function" ? out.then(relabel) : out;
  }
}

/**
 * @typedef {import("@prisma/driver-adapter-utils").SqlDriverAdapter} Adapter
 * @typedef {import("@prisma/driver-adapter-utils").SqlMigrationAwareDriverAdapterFactory} Factory
 */

/** @template {import("@prisma/driver-adapter-utils").SqlQueryable} Queryable @param {Queryable} connection */
function mark(connection) {
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of characterColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return connection;
}

/** @param {Adapter} adapter */
function mend(adapter) {
  const startTransaction = adapter.startTransaction.bind(adapter);
  mark(adapter).startTransaction = async (level) => mark(await startTransaction(level));
  // The adapter's own cuts scripts at every semicolon, which breaks function bodies; this sends them whole.
  adapter.executeScript = async (sql) => {
    await adapter.executeRaw({ sql, args: [], argTypes: [] });
  };
  return adapter;
}

/** @param {string} url @param {string} database */
function withDatabase(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

/** @param {string} url @returns {Factory} */
function adapterFactory(url) {
  const options = {
    connectionString: url,
    Client: CatalogueClient,
    max: 2,
    idleTimeoutMillis: 250,
    allowExitOnIdle: true,
  };
  const factory = new PrismaPg(new pg.Pool(options), { disposeExternalPool: true });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => mend(await factory.connect()),
    connectToShadowDb: () => connectToShadow(url),
  };
}

/**
 * The adapter's own ignores the database when an address is given, and drops it before its connections are closed.
 * @param {string} url
 */
async function connectToShadow(url) {
  const name = `shadow_${crypto.randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const shadow = await adapterFactory(withDatabase(url, name)).connect();
  const dispose = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await dispose();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
  return shadow;
}
