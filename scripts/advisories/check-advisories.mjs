// npm run check:advisories: known weaknesses of the packages in the lock. Fails above "moderate" (S24); where the registry
// tells none, or cannot be reached, it says so and passes.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ROOT } from "../../server/launcher/root.mjs";

const GRAVE = ["high", "critical"];
const SECONDS = 60;

/**
 * @typedef {{ name: string, severity: string, range: string }} Weak
 * @typedef {{ metadata?: { vulnerabilities?: object }, vulnerabilities?: { [name: string]: Weak }, message?: string }} Report
 */

/** @param {string} text npm's answer in JSON @returns {{ good: boolean, lines: string[] }} */
export function judge(text) {
  /** @type {Report} */
  let report = {};
  try {
    report = JSON.parse(text);
  } catch {
    // A registry behind a proxy may answer with a page.
  }
  if (!report.metadata?.vulnerabilities)
    return {
      good: true,
      lines: [`Not checked: the registry tells no advisories here (${report.message ?? "no answer"}).`],
    };
  const found = Object.values(report.vulnerabilities ?? {});
  const grave = found.filter(({ severity }) => GRAVE.includes(severity));
  if (grave.length > 0)
    return { good: false, lines: grave.map((each) => `${each.severity}: ${each.name} ${each.range}`) };
  return {
    good: true,
    lines: [`No package of the lock has a known weakness above "moderate"; up to that: ${found.length}.`],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = ["audit", "--json", "--fetch-retries=0", "--fetch-timeout=20000"];
  const { stdout } = spawnSync("npm", words, { cwd: ROOT, encoding: "utf8", timeout: SECONDS * 1000 });
  const { good, lines } = judge(stdout ?? "");
  for (const line of lines) console.log(line);
  process.exitCode = good ? 0 : 1;
}
