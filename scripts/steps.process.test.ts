import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { isAlive } from "../server/launcher/children/processes.mjs";

const STEPS = pathToFileURL(path.join(import.meta.dirname, "steps.mjs")).href;

test("a step ends when the run that it belongs to is killed", async () => {
  const step = {
    name: "endless",
    words: ["--eval", "console.log(process.pid); setInterval(() => {}, 1000)"],
    loud: true,
  };
  const script = `
    const { run } = await import(${JSON.stringify(STEPS)});
    await run(process.execPath, ${JSON.stringify(step)});`;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [said] = await once(parent.stdout, "data");
  const pid = Number(said);
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});
