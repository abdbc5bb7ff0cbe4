// Keeps children running: starts again whichever ends, and stops them in order.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import readline from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { bound } from "./step.mjs";

const TIMES = 5;
const WITHIN_MS = 60_000;

/**
 * @typedef {{
 *   name: string,
 *   words: string[],
 *   env: NodeJS.ProcessEnv,
 *   answersOn?: number,
 *   mayStart?: () => Promise<string | undefined>,
 *   stopMs?: number,
 *   onlyRecords?: boolean,
 *   nice?: number,
 * }} Program
 *   words: script and arguments; answersOn: a loopback port that is asked, for a program that does not send { ready: true };
 *   mayStart: why it must not start; stopMs: how long it may take to stop;
 *   onlyRecords: of its output only lines of JSON are passed on; nice: how far it steps back when the machine is busy
 * @typedef {{ node: string, log: (line: string) => void, changed: () => void, giveUp: (sentence: string) => void }} Surroundings
 */

/** @param {Surroundings} surroundings */
export function supervisor({ node, log, changed, giveUp }) {
  /** @type {Map<string, { program: Program, child?: import("node:child_process").ChildProcess, ends: number[] }>} */
  const kept = new Map();
  let stopping = false;

  /** @param {Program} program @param {() => void} ready */
  async function run(program, ready) {
    const entry = kept.get(program.name) ?? { program, ends: [] };
    kept.set(program.name, entry);
    const refused = await program.mayStart?.();
    if (refused) return giveUp(refused);
    if (stopping) return;
    // detached: Ctrl-C in a terminal reaches the launcher alone, which then stops its children in order
    const child = spawn(node, [...bound.words, ...program.words], {
      env: { ...program.env, ...bound.env },
      detached: true,
      stdio: ["ignore", program.onlyRecords ? "pipe" : "inherit", "inherit", "ipc"],
    });
    if (child.stdout)
      readline.createInterface(child.stdout).on("line", (line) => line.startsWith("{") && console.log(line));
    entry.child = child;
    if (program.nice && child.pid) stepBack(child.pid, program.nice);
    changed();
    child.on("message", (message) => {
      if (hasKey(message, "ready")) ready();
      if (hasKey(message, "refused")) giveUp(String(message.refused));
    });
    child.once("exit", (code, signal) => {
      killGroup(child); // what it may have started itself
      if (!stopping) startAgain(entry, { ready, why: signal ?? `code ${code}` });
    });
    if (program.answersOn && (await answers(program.answersOn, child))) ready();
  }

  /** @param {{ program: Program, ends: number[] }} entry @param {{ ready: () => void, why: string }} end */
  function startAgain(entry, { ready, why }) {
    const now = performance.now();
    entry.ends = [...entry.ends.filter((at) => now - at < WITHIN_MS), now];
    const { name } = entry.program;
    if (entry.ends.length >= TIMES) return giveUp(`${name} ended ${TIMES} times within a minute (${why}).`);
    log(`${name} ended (${why}), starting it again`);
    setTimeout(() => run(entry.program, ready), 50 * 2 ** entry.ends.length);
  }

  return {
    /** Resolves when the program serves for the first time. @param {Program} program @returns {Promise<void>} */
    start: (program) => new Promise((resolve) => void run(program, resolve)),

    /** One group after the other, all of a group at once. @param {string[][]} groups names */
    async stop(groups) {
      stopping = true;
      for (const group of groups) await Promise.all(group.map((name) => stopOne(kept.get(name))));
    },

    /** @returns {{ [name: string]: number }} */
    pids: () => Object.fromEntries([...kept].flatMap(([name, { child }]) => (child?.pid ? [[name, child.pid]] : []))),
  };
}

/**
 * Payment news first: pages wait when both want the processor. Linux groups processes by their session, and then the
 * group's own value counts.
 * @param {number} pid
 * @param {number} nice
 */
function stepBack(pid, nice) {
  try {
    os.setPriority(pid, nice);
    fs.writeFileSync(`/proc/${pid}/autogroup`, String(nice));
  } catch {
    // no Linux, no such groups, or the process has ended already
  }
}

/** @param {{ program: Program, child?: import("node:child_process").ChildProcess } | undefined} entry */
async function stopOne(entry) {
  const child = entry?.child;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const hard = setTimeout(() => killGroup(child), entry.program.stopMs ?? 10_000);
  await ended;
  clearTimeout(hard);
}

/** @param {import("node:child_process").ChildProcess} child leader of a group of its own */
function killGroup(child) {
  try {
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  } catch {
    // nobody is left
  }
}

/**
 * @template {string} Key
 * @param {unknown} message
 * @param {Key} key
 * @returns {message is { [key in Key]: unknown }}
 */
const hasKey = (message, key) => typeof message === "object" && message !== null && key in message;

/** @param {number} port @param {import("node:child_process").ChildProcess} child */
async function answers(port, child) {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      await fetch(`http://127.0.0.1:${port}/healthz`, { redirect: "manual" });
      return true;
    } catch {
      await wait(50);
    }
  }
  return false;
}
