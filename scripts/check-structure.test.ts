import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listFiles, structureProblems } from "./check-structure.mjs";

const file = (path: string, text = "") => ({ path, text });
const lines = (count: number) => "x\n".repeat(count);

test("accepts the words of a noun folder and verb-named use cases", () => {
  const files = [
    "status.ts",
    "sql/payment-row.ts",
    "create-order.ts",
    "calls/run-checks.ts",
    "testing/given-order.ts",
    "total.test.ts",
  ];
  expect(structureProblems(files.map((name) => file(`lib/orders/${name}`)))).toEqual([]);
});

test("names another word of a noun folder", () => {
  expect(structureProblems([file("lib/orders/helpers.ts"), file("lib/alipay/anything.ts")])).toEqual([
    expect.stringMatching(/^lib\/orders\/helpers\.ts: .*create-order\.ts/),
  ]);
});

test("names a place that is not in the map of folders", () => {
  expect(structureProblems([file("utils/x.ts")])).toEqual([expect.stringContaining("utils: not a place")]);
});

test("names a file over 400 lines", () => {
  const small = Array.from({ length: 20 }, (_, n) => file(`lib/money/f${n % 10}/n${n}.ts`, lines(10)));
  expect(structureProblems([...small, file("lib/money/long.ts", lines(401))])).toEqual([
    "lib/money/long.ts: 401 lines, allowed are 400: split it by subject.",
  ]);
});

test("names a median over 60 and a 90th percentile over 200", () => {
  const files = [61, 61, 61, 201, 201].map((count, n) => file(`lib/money/n${n}.ts`, lines(count)));
  expect(structureProblems(files)).toEqual([
    expect.stringContaining("90th percentile of all files is 201"),
    expect.stringContaining("median of all files is 61"),
  ]);
});

test("names the thirteenth file of a folder, tests not counted", () => {
  const files = Array.from({ length: 12 }, (_, n) => file(`lib/money/n${n}.ts`));
  expect(structureProblems([...files, file("lib/money/n.test.ts")])).toEqual([]);
  expect(structureProblems([...files, file("lib/money/n12.ts")])).toEqual([expect.stringContaining("13 files")]);
});

test("S17 names a statement that is written outside sql/", () => {
  const written = (text: string) => structureProblems([file("lib/stores/save-store.ts", text)]);
  const built = ["tx.$executeRaw`select 1`", 'tx.$queryRawUnsafe("select " + id)', 'tx.$executeRawUnsafe("select 1")'];
  for (const text of [...built, "tx.$queryRawUnsafe<Row[]>(text)", "tx.$queryRaw(Prisma.sql`select 1`)"])
    expect(written(text), text).toEqual([expect.stringMatching(/^lib\/stores\/save-store\.ts: .*sql\//)]);
  for (const text of [
    "tx.$queryRawUnsafe<{ id: string }[]>(readIds.text, ...ids)",
    "on.$queryRawUnsafe(read(right).text)",
  ])
    expect(written(text), text).toEqual([]);
});

test("names a text that one language lacks", () => {
  const english = file("messages/en.json", '{"till":{"charge":"Charge","cancel":"Cancel"}}');
  const chinese = file("messages/zh-CN.json", '{"till":{"charge":"收款"}}');
  expect(structureProblems([english, chinese])).toEqual([
    expect.stringContaining("zh-CN.json: till.cancel is missing"),
  ]);
});

test("names floating arithmetic on money", () => {
  expect(structureProblems([file("lib/money/sum.ts", "total.toFixed(2)")])).toEqual([
    expect.stringContaining("money and quantities are integers"),
  ]);
});

test("finds the files of a copy without git, but for what .gitignore names", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-structure-"));
  onTestFinished(() => fs.rmSync(root, { recursive: true }));
  const made = [
    "README.md",
    "lib/money/sum.ts",
    "lib/db/generated/client.ts",
    "node_modules/pg/pg.js",
    "x.tsbuildinfo",
  ];
  for (const name of made) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), "");
  }
  fs.writeFileSync(path.join(root, ".gitignore"), "node_modules/\nlib/db/generated/\n*.tsbuildinfo\n");
  expect(listFiles(root).sort()).toEqual([".gitignore", "README.md", "lib/money/sum.ts"]);
  fs.mkdirSync(path.join(root, ".git")); // which git does not take for a repository
  expect(listFiles(root).sort()).toEqual([".gitignore", "README.md", "lib/money/sum.ts"]);
});
