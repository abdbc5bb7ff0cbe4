// npm run check: what every commit must pass, in under a minute.
import fs from "node:fs";
import path from "node:path";
import { childNode, ensureClient } from "../server/launcher/install.mjs";
import { ROOT } from "../server/launcher/root.mjs";
import { run, STATIC, vitestStep } from "./steps.mjs";

const steps = [...STATIC, vitestStep("unit")];
const node = childNode() ?? process.execPath;

async function check() {
  if (!steps.every(({ words: [program = ""] }) => fs.existsSync(path.join(ROOT, program)))) {
    console.error("The packages are missing: npm start or npm ci.");
    return false;
  }
  if (!(await ensureClient({ node, say: console.log }))) return false;
  const results = [];
  for (const step of steps) results.push(await run(node, step));
  return results.every(Boolean);
}

process.exitCode = (await check()) ? 0 : 1;
