// npm run check: what every commit must pass, in under a minute.
import { childNode } from "../server/launcher/install.mjs";
import { run, STATIC, vitestStep } from "./steps.mjs";

const node = childNode() ?? process.execPath;
const results = [];
for (const step of [...STATIC, vitestStep("unit")]) results.push(await run(node, step));
process.exitCode = results.every(Boolean) ? 0 : 1;
