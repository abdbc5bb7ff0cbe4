// The steps of `npm run check` and `npm test`.
import { runStep } from "../server/launcher/children/step.mjs";

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

/** Of the production build. @type {Step} */
export const SIZE = { name: "size of the till", words: ["scripts/check-size.mjs"] };

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
export async function run(node, { name, words, env = {}, loud = false }) {
  const began = performance.now();
  const ok = await runStep({ file: node, words, env: { ...process.env, ...env }, quiet: !loud });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${ok ? "ok    " : "FAILED"} ${name}, ${seconds} s`);
  return ok;
}
