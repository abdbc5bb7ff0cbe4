// npm run test:fault -- --minutes N --seed S: random faults from seeds, each on an installation of its own. The same seed
// makes the same decisions. Ends with 1 when the history of any seed breaks a rule.
import { parseArgs } from "node:util";
import { playSeed, type Report } from "./schedule/run-schedule.ts";

const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
  },
});
/** `--seeds` seeds from `--seed` on, which share the minutes. */
const [minutes, first, many] = [Number(options.minutes), Number(options.seed), Number(options.seeds)];

const reports: Report[] = [];
for (let seed = first; seed < first + many; seed++) {
  const report = await playSeed(seed, (minutes * 60) / many);
  reports.push(report);
  console.log(`seed ${seed}: ${report.violations.length} violations`);
  console.table(report.figures);
  for (const violation of report.violations) console.log(`  ${violation}`);
}

const all = new Map<string, number>();
for (const { figures, violations } of reports) {
  const counted = { ...figures, violations: violations.length };
  for (const [name, figure] of Object.entries(counted)) all.set(name, (all.get(name) ?? 0) + figure);
}
if (reports.length > 1) {
  console.log(`${reports.length} seeds together`);
  console.table(Object.fromEntries(all));
}
process.exitCode = (all.get("violations") ?? 0) > 0 ? 1 : 0;
