import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addHead, headsFile, readHeads } from "./keep-heads.ts";

const FIRST = { number: 3n, hash: "a".repeat(64) };
const SECOND = { number: 12n, hash: "b".repeat(64) };

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-heads-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

it("keeps every hash that it was told, oldest first, for the installation's user alone", async () => {
  expect(await readHeads(folder)).toEqual({ heads: [], unreadable: [] });
  await addHead(folder, FIRST);
  await addHead(folder, SECOND);
  expect(await readHeads(folder)).toEqual({ heads: [FIRST, SECOND], unreadable: [] });
  expect(fs.statSync(headsFile(folder)).mode & 0o777).toBe(0o600);
});

it("goes on after a line that a power failure has torn, and says which one that is", async () => {
  await addHead(folder, FIRST);
  fs.appendFileSync(headsFile(folder), "4 aaaa");
  await addHead(folder, SECOND);
  expect(await readHeads(folder)).toEqual({ heads: [FIRST, SECOND], unreadable: [2] });
});
