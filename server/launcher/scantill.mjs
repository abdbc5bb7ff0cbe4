// npm run scantill: an office command beside the running till, or on the till's data while it is stopped.
import fs from "node:fs";
import path from "node:path";
import { startOf } from "./children/processes.mjs";
import { runStep } from "./children/step.mjs";
import { childNode, ensureClient, ensurePackages } from "./install.mjs";
import { takeLock } from "./lock.mjs";
import { whyClosed } from "./network.mjs";
import { choosePorts } from "./ports.mjs";
import { dataFolder, openFolder, serverUser } from "./postgres/home.mjs";
import { startServer } from "./postgres/server.mjs";
import { programs } from "./programs.mjs";
import { ROOT } from "./root.mjs";
import { readSettings } from "./settings.mjs";

const HELP = `npm run -s scantill -- store apply FILE
npm run -s scantill -- store test CODE
npm run -s scantill -- audit check
npm run -s scantill -- key rotate
npm run -s scantill -- buyer show ID
npm run -s scantill -- buyer forget ID
npm run -s seed:load -- --orders N

store apply makes or changes stores, registers, gateway accounts and staff to what the JSON file says, all or nothing, and prints
what changed. Applying the same file again changes nothing. Its form: docs/store-file.md
store test tries the gateway accounts of the store with this code at Alipay, in 15 seconds: eight checks for each, with what mends
what is wrong. Nobody is charged. In English, or in Chinese where LANG says so.
audit check reads the whole audit and says where it was changed, if it was: docs/audit.md
key rotate makes a new master key and seals everything under it while the till runs: docs/operations.md
buyer show tells what is kept of a customer, by the name or number that Alipay gave; buyer forget removes it: docs/operations.md
seed:load fills practice stores of its own with invented sales, never beside live ones: docs/operations.md`;

const quiet = () => {};

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** @param {string} script @returns {(...rest: string[]) => string[] | undefined} */
const withNothing =
  (script) =>
  (...rest) =>
    rest.length === 0 ? [script] : undefined;

/** @param {string[]} script @param {(name: string) => string} [meant] @returns {(...rest: string[]) => string[] | undefined} */
const withName =
  (script, meant = (name) => name) =>
  (name, ...surplus) =>
    name === undefined || surplus.length > 0 ? undefined : [...script, meant(name)];

/** What runs each command; undefined without the parameters it needs. @type {Record<string, (...rest: string[]) => string[] | undefined>} */
const COMMANDS = {
  // A file is meant from where the person stands, not from the checkout.
  "store apply": withName(["server/store-apply.ts"], (file) => path.resolve(process.env.INIT_CWD ?? ".", file)),
  "store test": withName(["server/store-test.ts"]),
  "audit check": withNothing("server/audit-check.ts"),
  "key rotate": withNothing("server/key-rotate.ts"),
  "buyer show": withName(["server/buyer.ts", "show"]),
  "buyer forget": withName(["server/buyer.ts", "forget"]),
  // npm run seed:load
  "seed load": (...options) => ["server/seed-load.ts", ...options],
};

const [noun, verb, ...rest] = process.argv.slice(2);
const isKnown = Object.hasOwn(COMMANDS, `${noun} ${verb}`);
const words = isKnown ? COMMANDS[`${noun} ${verb}`]?.(...rest) : undefined;
if (words === undefined) {
  console.log(HELP);
  process.exit(noun === undefined || noun === "--help" || noun === "-h" ? 0 : 1);
}
process.chdir(ROOT);
if (fs.existsSync(".env")) process.loadEnvFile(".env");
const settings = readSettings(process.env);
if (!settings.ok) fail(settings.sentence);
const base = dataFolder(ROOT, settings.set.DATA_DIR);

const running = path.join(base, "running.json");
const run = fs.existsSync(running) ? JSON.parse(fs.readFileSync(running, "utf8")) : { settings: {}, children: {} };
// A launcher that was killed leaves its description behind: only a child that still is what it was counts.
const isRunning = Object.values(run.children).some(({ pid, started }) => startOf(pid) === started);
const set = { ...run.settings, ...settings.set };
if (!set.DATABASE_URL && !fs.existsSync(path.join(base, "pg")))
  fail(`There is no shop in ${base} yet: npm start makes it.`);
if (!set.MASTER_KEY && !set.MASTER_KEY_FILE && !fs.existsSync(path.join(base, "master.key")))
  fail(`The till's key is not in ${base}: set DATA_DIR, MASTER_KEY_FILE or MASTER_KEY as for the till.`);
const refused = openFolder(base, serverUser()) ?? (await whyClosed(0, set.HOST ?? "127.0.0.1"));
if (refused) fail(refused);

if (!(await ensurePackages(quiet))) fail("The packages could not be installed; npm says why above.");
const node = childNode() ?? fail("Scantill needs Node 24 on this machine.");
if (!(await ensureClient({ node, say: quiet }))) fail("The database client could not be generated.");
const ports = isRunning ? run.ports : await choosePorts({ base, set });
const plan = programs({ set, base, ports, phoneHost: "127.0.0.1", dev: false, node });
const command = () => runStep({ file: node, words, env: plan.firstStart.env });

process.exitCode = (await (isRunning || set.DATABASE_URL ? command() : withDatabase(command))) ? 0 : 1;

/** The embedded database for as long as the command takes. @param {() => Promise<boolean>} work */
async function withDatabase(work) {
  const lock = takeLock(base, "npm run scantill");
  if (!lock.ok) fail(lock.sentence);
  process.once("exit", lock.release);
  const started = await startServer({ root: ROOT, base, port: ports.postgres });
  if (!started.ok) fail(started.sentence);
  try {
    return (
      (await runStep({ file: node, words: plan.migrate.words, env: plan.migrate.env, quiet: true })) && (await work())
    );
  } finally {
    await started.server.stop();
  }
}
