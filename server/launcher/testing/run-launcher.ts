// Starts the launcher around stand-ins, in a data folder and on a port of its own.
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { isAlive } from "../children/processes.mjs";
import { freePort } from "../network.mjs";

const SCRIPT = fileURLToPath(new URL("start-stand-ins.mjs", import.meta.url));

type Running = { launcher: number; databaseUrl: string; children: Record<string, { pid: number }> };

export type Site = { base: string; port: number };

export async function newSite(): Promise<Site> {
  return { base: fs.mkdtempSync(path.join(os.tmpdir(), "scantill-launch-")), port: await freePort() };
}

export type Launcher = { child: ChildProcess; said: () => string; ended: Promise<number | null> };

export function start(site: Site, settings: Record<string, string> = {}): Launcher {
  const env = {
    ...process.env,
    DATABASE_URL: "",
    MIGRATE_DATABASE_URL: "",
    PORT: String(site.port),
    DATA_DIR: site.base,
  };
  const child = spawn(process.execPath, [SCRIPT], { env: { ...env, ...settings }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, said: () => said, ended };
}

/** Polls until the check no longer throws. */
export const until = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 25_000, interval: 25 });

export async function startAndWait(site: Site): Promise<Launcher> {
  const launcher = start(site);
  await until(() => {
    if (!launcher.said().includes("is ready")) throw new Error(launcher.said());
  });
  return launcher;
}

export const running = ({ base }: Site): Running =>
  JSON.parse(fs.readFileSync(path.join(base, "running.json"), "utf8"));

/** PostgreSQL's own number. */
export const postmaster = ({ base }: Site): number =>
  Number(fs.readFileSync(path.join(base, "pg/postmaster.pid"), "utf8").split("\n")[0]);

/** Every process that belongs to a running site. */
export const processesOf = (site: Site): number[] => {
  const { launcher, children } = running(site);
  return [launcher, postmaster(site), ...Object.values(children).map(({ pid }) => pid)];
};

export const alive = (pids: number[]): number[] => pids.filter(isAlive);
