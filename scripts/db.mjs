// db:new <name> writes the migration that leads to prisma/schema.prisma; db:check fails when one is missing.
// Both work on a throw-away server of their own.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startServer } from "../server/launcher/postgres/server.mjs";
import { ROOT } from "../server/launcher/root.mjs";
import { LOCK_FILE, pendingSql } from "./schema-engine.mjs";

/** @param {(url: string) => Promise<number>} work returns the exit code */
async function withServer(work) {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-db-"));
  const started = await startServer({ root: ROOT, base, flags: ["fsync=off"] });
  try {
    if (started.ok) return await work(started.server.url("postgres"));
    console.error(started.sentence);
    return 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    if (started.ok) await started.server.stop();
    fs.rmSync(base, { recursive: true, force: true });
  }
}

/** @param {string} name */
const writeMigration = (name) => async (/** @type {string} */ url) => {
  const sql = await pendingSql({ root: ROOT, url });
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(ROOT, "prisma/migrations", `${stamp}_${name}`, "migration.sql");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, sql || "-- SQL that the schema cannot express\n");
  fs.writeFileSync(path.join(ROOT, "prisma/migrations", LOCK_FILE.path), LOCK_FILE.content);
  console.log(`wrote ${path.relative(ROOT, file)}${sql ? "" : " (the schema asks for nothing)"}`);
  return 0;
};

/** @param {string} url */
const checkMigrations = async (url) => {
  const sql = await pendingSql({ root: ROOT, url });
  console.log(
    sql
      ? `prisma/schema.prisma changed; write its migration: npm run db:new <name>\n${sql}`
      : "migrations match the schema",
  );
  return sql ? 1 : 0;
};

const [command, name = ""] = process.argv.slice(2);
if (command === "check") process.exitCode = await withServer(checkMigrations);
else if (command === "new" && /^[a-z0-9_]+$/.test(name)) process.exitCode = await withServer(writeMigration(name));
else {
  console.error("db:new <name in small letters, digits and _> · db:check");
  process.exitCode = 1;
}
process.exit(); // the engine leaves the timer of its lock behind
