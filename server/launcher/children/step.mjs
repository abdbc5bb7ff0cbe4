// Programs that run to their end before anything else goes on.
import { spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../root.mjs";

const WITH_PARENT = path.join(ROOT, "server/launcher/children/with-parent.mjs");

/** How a Node is started so that it does not outlive this process. */
export const bound = {
  words: ["--import", pathToFileURL(WITH_PARENT).href], // a path may hold what means something else in an address
  env: { SCANTILL_LAUNCHER: String(process.pid) },
};

/**
 * Ends with the launcher; `quiet` shows what it said only when it failed.
 * @param {{ file: string, words: string[], env?: NodeJS.ProcessEnv, quiet?: boolean }} step env: all of it
 * @returns {Promise<boolean>}
 */
export function runStep({ file, words, env = process.env, quiet = false }) {
  const output = quiet ? "pipe" : "inherit";
  const isNode = path.basename(file) === "node";
  const child = spawn(file, isNode ? [...bound.words, ...words] : words, {
    cwd: ROOT,
    env: { ...env, ...bound.env },
    stdio: ["ignore", output, output, ...(isNode ? /** @type {const} */ (["ipc"]) : [])],
  });
  /** @type {string[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(String(chunk)));
  const endChild = () => child.kill();
  process.once("exit", endChild);
  return new Promise((resolve) => {
    const done = (/** @type {boolean} */ ok) => {
      process.off("exit", endChild);
      resolve(ok);
    };
    child.once("error", (error) => {
      console.error(error.message);
      done(false);
    });
    child.once("close", (code) => {
      if (code !== 0) process.stderr.write(said.join(""));
      done(code === 0);
    });
  });
}
