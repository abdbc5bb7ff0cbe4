// What the pages of the office ask of the database, with 100,000 orders and with ten times as many.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { migrate } from "../../server/launcher/postgres/migrate.mjs";
import { startServer } from "../../server/launcher/postgres/server.mjs";
import { startChild } from "../child.ts";
import { type Part, type Result, time } from "../part.ts";
import type { OfficeOrder, OfficeReport } from "./measure-office.ts";

const SIZES = [100_000, 1_000_000] as const;
const TRIES_A_ROUND = 20;
const GOAL_MS = 60;
const DASHBOARD_GOAL_MS = 250;
/** How much slower ten times as many orders may be. */
const GROWTH = 1.5;
/** Below this both are the noise of the machine. */
const FLOOR_MS = 10;

async function measure(base: string, order: OfficeOrder): Promise<OfficeReport> {
  const started = await startServer({ root: process.cwd(), base });
  if (!started.ok) throw new Error(started.sentence);
  const { server } = started;
  try {
    const app = new URL(server.url("scantill"));
    app.username = "scantill_app";
    app.password = "bench";
    await createDatabase(server.url("postgres"));
    const migrateUrl = server.url("scantill");
    const migrated = await migrate({ databaseUrl: app.toString(), migrateUrl, appPassword: "bench" });
    if (!migrated.ok) throw new Error(migrated.sentence);
    const settings = { DATABASE_URL: app.toString(), OWNER_URL: migrateUrl, PRACTICE: "on" };
    const child = await startChild(new URL("./measure-office.ts", import.meta.url), order, settings);
    await child.end();
    return child.greeting as OfficeReport;
  } finally {
    await server.stop();
  }
}

async function createDatabase(url: string): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create database scantill");
  await client.end();
}

async function run(rounds: number): Promise<Result[]> {
  const reports: OfficeReport[] = [];
  for (const orders of SIZES) {
    const base = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-bench-"));
    try {
      reports.push(await measure(base, { orders, tries: rounds * TRIES_A_ROUND }));
    } finally {
      fs.rmSync(base, { recursive: true, force: true });
    }
  }
  const [small, large] = reports;
  if (!small || !large) return [];
  const filled = reports.map(({ seconds }, at) => time(`office: ${SIZES[at]} orders made, s`, seconds));
  return [...filled, ...Object.keys(large.figures).flatMap((name) => compare(name, small, large))];
}

/** The dashboard adds up what moved in a month. */
const goalOf = (name: string): number => (name.startsWith("dashboard") ? DASHBOARD_GOAL_MS : GOAL_MS);

/** Sums are told after the page, and have no bound. */
function compare(name: string, small: OfficeReport, large: OfficeReport): Result[] {
  const [before, after] = [small.figures[name], large.figures[name]];
  if (!before || !after) return [];
  const isTimed = !name.startsWith("sums");
  const result = time(`office: ${name}, p95`, after.p95, isTimed ? goalOf(name) : null);
  const growth = Math.round((after.p50 / before.p50) * 100) / 100;
  const grows = after.p50 > FLOOR_MS && growth > GROWTH;
  return [
    {
      ...result,
      peer: Math.round(before.p95 * 10) / 10,
      ratio: growth,
      holds: isTimed ? result.holds === true && !grows : null,
    },
  ];
}

export const office: Part = { name: "office", run };
