import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashOf, keepFresh } from "./install.mjs";

let root: string;
const write = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
};
const hash = () => hashOf(root, ["app", "package.json"]);

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-hash-"));
  write("app/page.tsx", "one");
});
afterEach(() => fs.rmSync(root, { recursive: true }));

test("changes with a text, a name and a new file", () => {
  const before = hash();
  write("app/page.tsx", "two");
  const changed = hash();
  fs.renameSync(path.join(root, "app/page.tsx"), path.join(root, "app/other.tsx"));
  const renamed = hash();
  write("package.json", "{}");
  expect(new Set([before, changed, renamed, hash()]).size).toBe(4);
});

test("stays for what is not built: tests, their helpers, what is generated, other folders", () => {
  const before = hash();
  for (const file of ["app/page.test.tsx", "app/testing/given.ts", "app/generated/client.ts", "server/x.ts"])
    write(file, "x");
  expect(hash()).toBe(before);
});

const LOCK = { stamp: "made/.stamp", from: ["package.json"], parts: ["made/program"] };
const install = async () => {
  let made = false;
  const fine = await keepFresh({ ...LOCK, root }, async () => {
    made = true;
    write("made/program", "x");
    return true;
  });
  return { fine, made };
};

test("what is installed is made once, and again when a part of it has gone", async () => {
  expect(await install()).toEqual({ fine: true, made: true });
  expect(await install()).toEqual({ fine: true, made: false });
  fs.rmSync(path.join(root, "made/program"));
  expect(await install()).toEqual({ fine: true, made: true });
});

test("what could not be made is tried again at the next start", async () => {
  write("made/program", "half");
  expect(await keepFresh({ ...LOCK, root }, async () => false)).toBe(false);
  expect(await install()).toEqual({ fine: true, made: true });
});
