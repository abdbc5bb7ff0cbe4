// Which numbered rows of the design (docs/rows.json) a run of tests has proved.
import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "../server/launcher/root.mjs";

/**
 * @typedef {{ row: string, title: string, mark?: string }} Row mark: M first product, S second wave, W nobody else has it
 * @typedef {{ name: string, passed: boolean, why?: string }} Outcome name: the titles of its groups and its own; why: it failed
 * @typedef {{ [row: string]: string[] }} Proved the names of the tests that passed
 */

export const RESULTS = path.join(ROOT, "test-results");
export const PROVED_FILE = path.join(RESULTS, "rows.json");

/** @returns {Row[]} */
export const readRows = () => JSON.parse(fs.readFileSync(path.join(ROOT, "docs/rows.json"), "utf8"));

/**
 * @param {Row[]} rows
 * @param {Outcome[]} outcomes
 * @returns {Proved}
 */
export function provedRows(rows, outcomes) {
  /** @type {Proved} */
  const proved = {};
  const known = new Set(rows.map(({ row }) => row));
  for (const { name } of outcomes.filter(({ passed }) => passed))
    for (const row of new Set(name.match(/\b[A-Z]\d{1,2}\b/g)))
      if (known.has(row)) proved[row] = [...(proved[row] ?? []), name];
  return proved;
}

/**
 * @param {{ testResults: { assertionResults: { fullName: string, status: string, failureMessages: string[] }[] }[] }} report Vitest's JSON
 * @returns {Outcome[]}
 */
export const vitestOutcomes = (report) =>
  report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "passed" || status === "failed")
    .map(({ fullName, status, failureMessages }) => outcome(fullName, status === "passed", failureMessages));

/** @typedef {{ status: string, results: { errors: { message?: string }[] }[] }} Test */
/**
 * @typedef {{ title: string, suites?: Suite[], specs?: { title: string, ok: boolean, tests: Test[] }[] }} Suite
 */

/**
 * @param {{ suites: Suite[] }} report Playwright's JSON; the outermost suites are files
 * @returns {Outcome[]}
 */
export const playwrightOutcomes = (report) => report.suites.flatMap((file) => outcomesOf(file, []));

/**
 * @param {Suite} suite
 * @param {string[]} titles
 * @returns {Outcome[]}
 */
function outcomesOf({ specs = [], suites = [] }, titles) {
  const ran = specs.filter(({ tests }) => tests.some(({ status }) => status !== "skipped"));
  return [
    ...ran.map(({ title, ok, tests }) => {
      const errors = tests.flatMap(({ results }) => results).flatMap((result) => result.errors);
      return outcome(
        [...titles, title].join(" "),
        ok,
        errors.map(({ message = "" }) => message),
      );
    }),
    ...suites.flatMap((inner) => outcomesOf(inner, [...titles, inner.title])),
  ];
}

/** Lines of an error that are read at the end of a long run, where nothing else of it may be left. */
const WHY_LINES = 12;

/** @type {(name: string, passed: boolean, errors: string[]) => Outcome} */
const outcome = (name, passed, errors) => (passed ? { name, passed } : { name, passed, why: shorten(errors) });

const shorten = (/** @type {string[]} */ errors) =>
  stripVTControlCharacters(errors.join("\n"))
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, WHY_LINES)
    .map((line) => line.slice(0, 200))
    .join("\n");
