// Finds and stops a server that outlived its launcher.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { commandOf, isAlive } from "../children/processes.mjs";

/**
 * @param {string | undefined} pidFile text of postmaster.pid
 * @param {(pid: number) => string[] | undefined} command the words a living process was started with
 * @returns {{ kind: "none" } | { kind: "orphan", pid: number } | { kind: "stale" }}
 *   stale: the number belongs to something else by now, and PostgreSQL would take that for a server of its own
 */
export function judge(pidFile, command) {
  const [first = "", folder = ""] = (pidFile ?? "").split("\n");
  const pid = Number(first);
  if (!pid) return { kind: "none" };
  const words = command(pid);
  if (!words) return { kind: "none" }; // PostgreSQL clears such a file by itself, after a look at its shared memory
  const isServer = path.basename(words[0] ?? "").startsWith("postgres") && words.includes(folder);
  return isServer ? { kind: "orphan", pid } : { kind: "stale" };
}

/**
 * Stopped rather than taken over: then there is one way to start.
 * @param {string} data
 */
export async function clearOrphan(data) {
  const file = path.join(data, "postmaster.pid");
  const found = judge(fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined, commandOf);
  if (found.kind === "stale") fs.rmSync(file, { force: true });
  if (found.kind === "orphan") await stop(found.pid);
}

/** @param {number} pid fast shutdown, then the immediate one */
async function stop(pid) {
  for (const [signal, ms] of /** @type {[NodeJS.Signals, number][]} */ ([
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 1_000],
  ])) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const end = Date.now() + ms;
    while (isAlive(pid) && Date.now() < end) await wait(50);
  }
}
