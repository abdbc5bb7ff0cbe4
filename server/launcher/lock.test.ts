import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startOf } from "./children/processes.mjs";
import { takeLock } from "./lock.mjs";

let base: string;
const held = (content: object) => fs.writeFileSync(path.join(base, "launcher.lock"), JSON.stringify(content));

beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-lock-"));
});
afterEach(() => fs.rmSync(base, { recursive: true }));

test("F22 a running launcher keeps a second one off the same data", () => {
  held({ pid: process.ppid, started: startOf(process.ppid), address: "http://127.0.0.1:3000" });
  expect(takeLock(base, "http://127.0.0.1:3001")).toEqual({
    ok: false,
    sentence: `Scantill already runs on ${base}: process ${process.ppid}, http://127.0.0.1:3000.`,
  });
});

test("F22 a lock whose number belongs to another process by now is taken over", () => {
  held({ pid: process.ppid, started: "long ago", address: "http://127.0.0.1:3000" });
  expect(takeLock(base, "http://127.0.0.1:3001")).toMatchObject({ ok: true });
});

test("F22 a lock that was cut off while it was written is taken over", () => {
  fs.writeFileSync(path.join(base, "launcher.lock"), '{"pid":');
  expect(takeLock(base, "http://127.0.0.1:3001")).toMatchObject({ ok: true });
});

test("a released lock leaves nothing", () => {
  const lock = takeLock(base, "http://127.0.0.1:3001");
  if (lock.ok) lock.release();
  expect(fs.readdirSync(base)).toEqual([]);
});
