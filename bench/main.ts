// `npm run bench [-- PART…] [--rounds N] [--orders N] [--json FILE]`: all parts, or those that are named. See README.md.
import fs from "node:fs";
import { parseArgs } from "node:util";
import { charge } from "./charge/charge.ts";
import { counter } from "./counter/counter.ts";
import { database } from "./database/database.ts";
import { notify } from "./notify/notify.ts";
import { rate } from "./notify/rate.ts";
import { office } from "./office/office.ts";
import { pages } from "./pages/pages.ts";
import type { Result } from "./part.ts";
import { call } from "./sdk/call.ts";
import { notice } from "./sdk/notice.ts";
import { sign } from "./sdk/sign.ts";

const PARTS = [sign, notice, call, database, notify, rate, charge, pages, counter, office];

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    orders: { type: "string", default: "100000" },
    rounds: { type: "string", default: "5" },
  },
});

const unknown = wanted.find((name) => !PARTS.some((part) => part.name === name));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}": ${PARTS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const results: Result[] = [];
for (const part of PARTS) {
  if (wanted.length > 0 && !wanted.includes(part.name)) continue;
  console.log(`${part.name} …`);
  results.push(...(await part.run(Number(options.rounds), Number(options.orders))));
}
console.table(results);
if (options.json) fs.writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
process.exitCode = results.some(({ holds }) => holds === false) ? 1 : 0;
