// One launcher on one data folder.
import fs from "node:fs";
import path from "node:path";
import { startOf } from "./children/processes.mjs";

/**
 * @param {string} base the data folder
 * @param {string} address where this launcher will answer
 * @returns {{ ok: true, release: () => void } | { ok: false, sentence: string }}
 */
export function takeLock(base, address) {
  const file = path.join(base, "launcher.lock");
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid), address });
  for (;;) {
    if (create(file, mine)) return { ok: true, release: () => fs.rmSync(file, { force: true }) };
    const text = read(file);
    const holder = parse(text);
    if (holder && startOf(holder.pid) === holder.started)
      return { ok: false, sentence: `Scantill already runs on ${base}: process ${holder.pid}, ${holder.address}.` };
    removeIfStill(file, text);
  }
}

/** @param {string} file @param {string} content */
function create(file, content) {
  try {
    fs.writeFileSync(file, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Two starts may find the same left-over lock: the slower one must not remove the lock that the faster one has just made.
 * @param {string} file
 * @param {string} text
 */
function removeIfStill(file, text) {
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (read(aside) !== text) fs.linkSync(aside, file);
  } catch {
    // the other one was faster; the next turn of the loop sees its lock
  }
  fs.rmSync(aside, { force: true });
}

/** @param {string} file */
function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** @param {string} text @returns {{ pid: number, started: string, address: string } | undefined} undefined: cut off by a crash */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
