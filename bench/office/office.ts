// What the pages of the office ask of the database, with 100,000 orders and with ten times as many; and what notices and charges wait
// for while somebody reads reports and takes all of those orders along.
import fs from "node:fs";
import path from "node:path";
import { type App, startApp } from "../../e2e/fixtures/app.ts";
import { freePort } from "../../server/launcher/network.mjs";
import { startChild } from "../child.ts";
import { type Part, type Result, time } from "../part.ts";
import { shopSettings } from "../shop/bench-shop.ts";
import { measureBeside } from "./measure-beside.ts";
import type { OfficeOrder, OfficeReport } from "./measure-office.ts";

const TIMES = 10;
const TRIES_A_ROUND = 20;
const GOAL_MS = 60;
const DASHBOARD_GOAL_MS = 250;
/** How much slower ten times as many orders may be. */
const GROWTH = 1.5;
/** Below this both are the noise of the machine. */
const FLOOR_MS = 10;

type Measured = { report: OfficeReport; beside: Result[] };

/** In an app of its own; `rounds` with notices and charges beside, if any. */
async function measure(order: OfficeOrder, rounds: number): Promise<Measured> {
  const port = await freePort();
  const app = await startApp({ GATEWAY_ALLOW: `http://127.0.0.1:${port}` });
  try {
    const settings = { ...shopSettings(app), OWNER_URL: ownerUrl(app) };
    const child = await startChild(new URL("./measure-office.ts", import.meta.url), order, settings);
    await child.end();
    const report = child.greeting as OfficeReport;
    return { report, beside: rounds === 0 ? [] : await measureBeside(app, { rounds, port, storeId: report.storeId }) };
  } finally {
    await app.stop();
  }
}

/** The owner of the tables may tidy them up. */
function ownerUrl({ databaseUrl, dataDir }: App): string {
  const url = new URL(databaseUrl);
  url.username = "scantill";
  url.password = fs.readFileSync(path.join(dataDir, "pg.secret"), "utf8").trim();
  return url.toString();
}

async function run(rounds: number, orders: number): Promise<Result[]> {
  const tries = rounds * TRIES_A_ROUND;
  const small = await measure({ orders, tries }, 0);
  const large = await measure({ orders: orders * TIMES, tries }, rounds);
  const filled = [small, large].map(({ report }) => time(`office: ${report.orders} orders made, s`, report.seconds));
  const compared = Object.keys(large.report.figures).flatMap((name) => compare(name, small.report, large.report));
  return [...filled, ...compared, ...large.beside];
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
  console.log(
    `${name}: p50 ${before.p50.toFixed(1)} and ${after.p50.toFixed(1)} ms, p95 ${before.p95.toFixed(1)} and ${after.p95.toFixed(1)} ms`,
  );
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
