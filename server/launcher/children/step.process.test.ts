import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "scantill #1 100%-"));
  for (const part of ["children", "root.mjs"]) {
    fs.cpSync(path.join(import.meta.dirname, "..", part), path.join(root, "server/launcher", part), {
      recursive: true,
    });
  }
});
afterEach(() => fs.rmSync(root, { recursive: true }));

/** A step of the checkout in `root`, in a process of its own. */
function run(step: { words: string[]; env?: Record<string, string> }, env = process.env) {
  const script = `
    const { runStep } = await import(${JSON.stringify(pathToFileURL(path.join(root, "server/launcher/children/step.mjs")).href)});
    process.exitCode = (await runStep({ file: process.execPath, ...${JSON.stringify(step)} })) ? 0 : 1;`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    env,
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

test("runs in a checkout whose path means something in addresses", () => {
  expect(run({ words: ["--eval", "console.log('here')"] })).toEqual({ status: 0, said: "here\n" });
});

test("gives a program the environment that it is meant to have, and nothing beside it", () => {
  const words = ["--print", "[process.env.OWN, process.env.LAUNCHERS].join()"];
  expect(run({ words, env: { OWN: "own" } }, { ...process.env, LAUNCHERS: "its" }).said).toBe("own,\n");
});
