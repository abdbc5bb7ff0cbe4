// Runs the PostgreSQL programs that come from npm, with Node's own means.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../network.mjs";
import { keptSecret } from "../private-files.mjs";
import { binaries, canEnter, makePrivate, serverUser } from "./home.mjs";
import { clearOrphan } from "./orphan.mjs";

export const OWNER = "scantill";

/**
 * @typedef {{ root: string, base: string, port?: number | undefined, flags?: string[] }} Options
 *   root: the checkout; base: the data folder; flags: `name=value` of the server's configuration
 * @typedef {{ child: import("node:child_process").ChildProcess, port: number, url: (database: string) => string, stop: () => Promise<void> }} Server
 */

/**
 * Starts a server on base/pg; the caller owns the child. `url` is the owner's address.
 * @param {Options} options
 * @returns {Promise<{ ok: true, server: Server } | { ok: false, sentence: string, passing?: boolean }>} passing: worth another try
 */
export async function startServer({ root, base, port: wanted, flags = [] }) {
  const user = serverUser();
  const bin = binaries(root, user);
  if (!bin) return no(`No PostgreSQL comes with Scantill for ${process.platform}-${process.arch}: set DATABASE_URL.`);
  const data = path.join(base, "pg");
  makePrivate(base, user);
  if (!canEnter(base, user))
    return no(`PostgreSQL does not run as root, and its user cannot enter ${base}: choose another DATA_DIR.`);
  await clearOrphan(data);
  const password = keptSecret(path.join(base, "pg.secret"), "hex");
  const refused = initialise({ bin, data, password, user }) ?? otherVersion(bin, data);
  if (refused) return no(refused);
  const port = wanted ?? (await freePort());
  const child = spawn(path.join(bin, "postgres"), serverArguments(data, port, flags), {
    ...user,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const started = await untilReady(child, data);
  if (started !== "ready") return { ...no(started), passing: true };
  const url = (/** @type {string} */ database) => `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
  return { ok: true, server: { child, port, url, stop: () => stop(child) } };
}

/** @param {string} sentence @returns {{ ok: false, sentence: string }} */
const no = (sentence) => ({ ok: false, sentence });

/** @param {string} data @param {number} port @param {string[]} flags */
function serverArguments(data, port, flags) {
  const fixed = ["listen_addresses=127.0.0.1", "unix_socket_directories="];
  return ["-D", data, "-p", String(port), ...[...fixed, ...flags].flatMap((flag) => ["-c", flag])];
}

/**
 * @param {{ bin: string, data: string, password: string, user: import("./home.mjs").User | undefined }} options
 * @returns {string | undefined} why it failed
 */
function initialise({ bin, data, password, user }) {
  if (fs.existsSync(path.join(data, "PG_VERSION"))) return undefined;
  fs.rmSync(data, { recursive: true, force: true }); // of an initdb that was cut off
  const half = `${data}.new`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { mode: 0o700 });
  const passwordFile = `${half}.password`;
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) for (const place of [half, passwordFile]) fs.chownSync(place, user.uid, user.gid);
  const made = spawnSync(
    path.join(bin, "initdb"),
    [
      `--pgdata=${half}`,
      "--auth=scram-sha-256",
      `--username=${OWNER}`,
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      "--no-instructions",
    ],
    { ...user, cwd: "/", encoding: "utf8" },
  );
  fs.rmSync(passwordFile);
  if (made.status !== 0) return `PostgreSQL could not be set up in ${data}: ${made.stderr || made.error}`;
  fs.renameSync(half, data);
  return undefined;
}

/** @param {string} bin @param {string} data @returns {string | undefined} */
function otherVersion(bin, data) {
  const { stdout } = spawnSync(path.join(bin, "postgres"), ["--version"], { encoding: "utf8" });
  const brought = /\d+/.exec(stdout ?? "")?.[0];
  const found = fs.readFileSync(path.join(data, "PG_VERSION"), "utf8").trim();
  return brought === found
    ? undefined
    : `The data in ${data} are of PostgreSQL ${found}, this checkout brings ${brought}.`;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {string} data
 * @returns {Promise<string>} "ready", or why not
 */
async function untilReady(child, data) {
  let tail = "";
  child.stderr?.on("data", (chunk) => {
    tail = (tail + chunk).slice(-2000);
  });
  const end = Date.now() + 60_000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < end) {
    if (status(data) === "ready" && isOurs(child, data)) return "ready";
    await wait(20);
  }
  if (child.exitCode === null) child.kill("SIGQUIT");
  return `PostgreSQL did not start: ${tail.trim()}`;
}

/** @param {string} data line 8 of postmaster.pid */
const status = (data) => pidFile(data)[7]?.trim();

/** @param {import("node:child_process").ChildProcess} child @param {string} data */
const isOurs = (child, data) => Number(pidFile(data)[0]) === child.pid;

/** @param {string} data */
function pidFile(data) {
  try {
    return fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

/** @param {import("node:child_process").ChildProcess} child */
function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill("SIGQUIT"), 20_000);
    child.once("exit", () => {
      clearTimeout(hard);
      resolve(undefined);
    });
    child.kill("SIGINT");
  });
}
