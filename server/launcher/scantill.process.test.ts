import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SETTINGS } from "./settings.mjs";

const SCRIPT = path.join(import.meta.dirname, "scantill.mjs");

let base: string;
beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-office-"));
});
afterEach(() => fs.rmSync(base, { recursive: true }));

function scantill(words: string[], settings: Record<string, string> = {}) {
  const unset = Object.fromEntries(SETTINGS.map(({ name }) => [name, ""]));
  const env = { ...process.env, ...unset, DATA_DIR: base, ...settings };
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...words], { env, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

test("tells its form before it looks at anything, and so where there is no shop", () => {
  const help = {
    status: 0,
    said: expect.stringMatching(
      /^npm run -s scantill -- store apply FILE\n(npm run -s scantill -- .*\n){5}npm run -s seed:load -- .*\n\n/,
    ),
  };
  expect(scantill([], { PORT: "none" })).toEqual(help);
  expect(scantill(["--help"])).toEqual(help);
  for (const words of [
    ["store", "delete", "x.json"],
    ["store", "test"],
    ["store", "constructor", "x"],
    ["audit", "check", "x"],
    ["key", "rotate", "x"],
    ["buyer", "forget"],
    ["buyer", "show", "a", "b"],
    ["audit"],
  ])
    expect(scantill(words)).toEqual({ ...help, status: 1 });
});

test("says in one sentence that there is no shop, and makes none", () => {
  const missing = path.join(base, "missing");
  const commands = [
    ["store", "apply", "x.json"],
    ["store", "test", "corner"],
    ["audit", "check"],
    ["key", "rotate"],
    ["buyer", "forget", "159****5620"],
    ["seed", "load", "--orders", "10"],
  ];
  for (const folder of [base, missing])
    for (const words of commands)
      expect(scantill(words, { DATA_DIR: folder })).toEqual({
        status: 1,
        said: `There is no shop in ${folder} yet: npm start makes it.\n`,
      });
  expect(fs.readdirSync(base)).toEqual([]);
});

test("makes no key of its own beside an own database: nothing sealed with it could be opened by the till", () => {
  const settings = { DATABASE_URL: "postgresql://a:b@127.0.0.1:1/shop" };
  expect(scantill(["store", "apply", "x.json"], settings)).toEqual({
    status: 1,
    said: `The till's key is not in ${base}: set DATA_DIR, MASTER_KEY_FILE or MASTER_KEY as for the till.\n`,
  });
  expect(fs.readdirSync(base)).toEqual([]);
});
