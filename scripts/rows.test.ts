import { expect, test } from "vitest";
import { playwrightOutcomes, provedRows, readRows, vitestOutcomes } from "./rows.mjs";

const ROWS = [
  { row: "B8", title: "re-cut notice" },
  { row: "F12", title: "unhandled error" },
];

test("a row is proved by a passing test that carries its number, several at once too", () => {
  const outcomes = [
    { name: "notices B8 refuses a re-cut notice", passed: true },
    { name: "B8, F12 goes on", passed: true },
  ];
  expect(provedRows(ROWS, outcomes)).toEqual({
    B8: ["notices B8 refuses a re-cut notice", "B8, F12 goes on"],
    F12: ["B8, F12 goes on"],
  });
});

test("a failed test proves nothing, nor does a number inside a word or of no row", () => {
  const outcomes = [
    { name: "B8 fails", passed: false },
    { name: "AB8 and RSA2 and Z99", passed: true },
  ];
  expect(provedRows(ROWS, outcomes)).toEqual({});
});

test("reads Vitest's report", () => {
  const assertionResults = [
    { fullName: "a b", status: "passed", failureMessages: [] },
    { fullName: "c", status: "failed", failureMessages: ["expected 1\n\n  to be 2"] },
    { fullName: "d", status: "skipped", failureMessages: [] },
  ];
  expect(vitestOutcomes({ testResults: [{ assertionResults }] })).toEqual([
    { name: "a b", passed: true },
    { name: "c", passed: false, why: "expected 1\n  to be 2" },
  ]);
});

test("reads Playwright's report, with the titles of groups but not of files", () => {
  const spec = { title: "B8 shows it", ok: true, tests: [{ status: "expected", results: [{ errors: [] }] }] };
  const skipped = { title: "later", ok: true, tests: [{ status: "skipped", results: [] }] };
  const file = { title: "till.spec.ts", specs: [skipped], suites: [{ title: "waiting", specs: [spec] }] };
  expect(playwrightOutcomes({ suites: [file] })).toEqual([{ name: "waiting B8 shows it", passed: true }]);
});

test("says in a few plain lines why a browser test failed", () => {
  const message = `\u001b[31mError\u001b[39m: too late\n\n${"line\n".repeat(50)}`;
  const tests = [{ status: "unexpected", results: [{ errors: [{ message }, {}] }] }];
  const [outcome] = playwrightOutcomes({ suites: [{ title: "x", specs: [{ title: "pays", ok: false, tests }] }] });
  expect(outcome?.why?.split("\n")).toEqual(["Error: too late", ...Array.from({ length: 11 }, () => "line")]);
});

test("every row of the design is listed once", () => {
  const rows = readRows().map(({ row }) => row);
  expect(new Set(rows).size).toBe(rows.length);
  const count = (letter: string) => rows.filter((row) => row.startsWith(letter)).length;
  expect(["I", "F", "B", "S", "A"].map(count)).toEqual([18, 57, 49, 30, 14]);
  expect(rows.length - 18 - 57 - 49 - 30 - 14).toBe(164);
});
