// npm test: everything, from a fresh clone. Closes with `N passed, N failed`.
import fs from "node:fs";
import path from "node:path";
import { BUILD_MARKERS } from "../e2e/fixtures/crawl/build-markers.mjs";
import { childNode, ensureBuild, ensureClient, ensurePackages } from "../server/launcher/install.mjs";
import { PROVED_FILE, playwrightOutcomes, provedRows, RESULTS, readRows, vitestOutcomes } from "./rows.mjs";
import { run, SIZE, STATIC, vitestStep } from "./steps.mjs";

/** @typedef {import("./rows.mjs").Outcome} Outcome */

const say = (/** @type {string} */ line) => console.log(`       ${line}`);

/** @type {Outcome[]} */
const outcomes = [];
const passOrFail = (/** @type {string} */ name, /** @type {boolean} */ passed) => outcomes.push({ name, passed });

/**
 * A step whose tests count one by one; what fails outside of any test counts as one more.
 * @param {string} node
 * @param {import("./steps.mjs").Step & { report: string, read: (report: never) => Outcome[] }} step
 */
async function runTests(node, { report, read, ...step }) {
  const file = path.join(RESULTS, report);
  fs.rmSync(file, { force: true });
  const ok = await run(node, { ...step, loud: true });
  const found = fs.existsSync(file) ? read(/** @type {never} */ (JSON.parse(fs.readFileSync(file, "utf8")))) : [];
  outcomes.push(...found);
  if (!ok && found.every(({ passed }) => passed)) passOrFail(step.name, false);
}

/** @param {string} node */
async function browserTests(node) {
  const { findChromium, NO_BROWSER } = await import("./find-chromium.mjs"); // a package that may just have been installed
  const browser = findChromium(node);
  if (!browser) {
    console.error(NO_BROWSER);
    return passOrFail("browser", false);
  }
  await runTests(node, {
    name: "browser",
    words: ["node_modules/@playwright/test/cli.js", "test"],
    env: { CHROMIUM_PATH: browser },
    report: "playwright.json",
    read: playwrightOutcomes,
  });
}

async function everything() {
  if (!(await ensurePackages(say))) return passOrFail("installing packages", false);
  const node = childNode();
  if (!node) return passOrFail("a Node 24 for this platform", false);
  if (!(await ensureClient({ node, say }))) return passOrFail("generating the database client", false);
  fs.mkdirSync(RESULTS, { recursive: true });
  fs.rmSync(PROVED_FILE, { force: true }); // should this run end early, nothing of an older one stands for it
  for (const step of STATIC) passOrFail(step.name, await run(node, step));
  for (const project of ["unit", "db", "process"])
    await runTests(node, { ...vitestStep(project), report: `${project}.json`, read: vitestOutcomes });
  const built = await ensureBuild({ node, say, env: BUILD_MARKERS });
  passOrFail("build", built);
  if (built) {
    passOrFail(SIZE.name, await run(node, SIZE));
    await browserTests(node);
  }
  fs.writeFileSync(PROVED_FILE, `${JSON.stringify(provedRows(readRows(), outcomes), null, 2)}\n`);
}

await everything();
const failed = outcomes.filter(({ passed }) => !passed);
for (const { name, why } of failed) console.log(`failed: ${name}${why ? `\n${why.replace(/^/gm, "       ")}` : ""}`);
console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
