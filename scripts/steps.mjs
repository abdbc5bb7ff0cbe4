// The steps of `npm run check` and `npm test`.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bound } from "../server/launcher/children/step.mjs";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/**
 * @typedef {{ name: string, words: string[], env?: { [name: string]: string | undefined }, loud?: boolean }} Step
 *   words: a program of node_modules or a script, with its arguments; loud: its output is shown as it comes
 */

/** @type {Step[]} */
export const STATIC = [
  { name: "lint", words: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."] },
  { name: "types", words: ["node_modules/typescript/bin/tsc", "--noEmit"] },
  { name: "types of tests", words: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.test.json"] },
  { name: "structure", words: ["scripts/check-structure.mjs"] },
];

/** @param {string} project of vitest.config.ts @returns {Step} */
export const vitestStep = (project) => ({
  name: project,
  words: [
    ...["node_modules/vitest/vitest.mjs", "run", "--project", project],
    ...["--reporter=dot", "--reporter=json", `--outputFile.json=test-results/${project}.json`],
  ],
});

/**
 * Ends with this process.
 * @param {string} node
 * @param {Step} step
 * @returns {Promise<boolean>}
 */
export function run(node, { name, words, env = {}, loud = false }) {
  const output = loud ? "inherit" : "pipe";
  const began = performance.now();
  const child = spawn(node, [...bound.words, ...words], {
    cwd: ROOT,
    env: { ...process.env, ...env, ...bound.env },
    stdio: ["ignore", output, output, "ipc"],
  });
  /** @type {string[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(String(chunk)));
  return new Promise((resolve) => {
    child.once("close", (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${name}, ${seconds} s`);
      if (code !== 0) console.log(said.join(""));
      resolve(code === 0);
    });
  });
}
