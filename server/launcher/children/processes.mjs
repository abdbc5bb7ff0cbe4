// What the operating system tells about other processes.
import { spawnSync } from "node:child_process";
import fs from "node:fs";

/** @param {number} pid a zombie counts as dead */
export const isAlive = (pid) => startOf(pid) !== undefined;

/**
 * When a process was started, in the system's own words. Together with the number it names one process for good: numbers are used again.
 * @param {number} pid
 * @returns {string | undefined} undefined: dead
 */
export function startOf(pid) {
  if (!fs.existsSync("/proc/self/stat")) return ask(pid, "lstart=");
  const fields = statOf(pid);
  if (!fields || fields[0] === "Z" || fields[0] === "X") return undefined;
  return fields[19]; // starttime, field 22 of proc(5)
}

/** @param {number} pid @returns {number | undefined} undefined: dead */
export function parentOf(pid) {
  const parent = fs.existsSync("/proc/self/stat") ? statOf(pid)?.[1] : ask(pid, "ppid=");
  return parent === undefined ? undefined : Number(parent);
}

/** @param {number} pid fields of proc(5) from the third on */
function statOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** @param {number} pid @returns {string[] | undefined} undefined: dead; no words: a zombie */
export function commandOf(pid) {
  if (!fs.existsSync("/proc/self/stat")) return ask(pid, "command=")?.split(" ");
  return read(`/proc/${pid}/cmdline`)?.split("\0");
}

/** @param {string} file */
function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** @param {number} pid @param {string} column */
function ask(pid, column) {
  const { stdout } = spawnSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" });
  return stdout?.trim() || undefined;
}
