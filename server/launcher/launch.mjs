// The way from a data folder to a running till, and back.
import fs from "node:fs";
import path from "node:path";
import { commandOf, parentOf, startOf } from "./children/processes.mjs";
import { runStep } from "./children/step.mjs";
import { supervisor } from "./children/supervise.mjs";
import { takeLock } from "./lock.mjs";
import { isEverywhere, lanAddresses, nearOrigin, whyClosed } from "./network.mjs";
import { choosePorts } from "./ports.mjs";
import { openFolder, serverUser } from "./postgres/home.mjs";
import { writePrivate } from "./private-files.mjs";
import { databaseUrl } from "./programs.mjs";

/**
 * @typedef {{ ok: true, node: string } | { ok: false, sentence: string }} Prepared
 * @typedef {{
 *   set: import("./settings.mjs").Environment,
 *   base: string,
 *   dev: boolean,
 *   say: (line: string) => void,
 *   prepare: () => Promise<Prepared>,
 *   programs: (context: import("./programs.mjs").Context) => import("./programs.mjs").Programs,
 * }} Launch prepare: installs and builds; programs: what to run
 */

/** @param {Launch} launch @returns {Promise<void>} when everything serves; ends the process when that cannot be reached */
export async function launch({ set, base, dev, say, prepare, programs }) {
  const unusable = openFolder(base, serverUser());
  if (unusable) return fail(unusable);
  const host = set.HOST ?? "127.0.0.1";
  const isOpen = isEverywhere(host);
  const address = set.PUBLIC_URL ?? nearOrigin(host, Number(set.PORT ?? "3000"));
  const lock = takeLock(base, address);
  if (!lock.ok) return fail(lock.sentence);
  process.once("exit", lock.release);
  const quit = whenToldToStop(say);
  const refused = await whyClosed(Number(set.PORT ?? "3000"), host);
  if (refused) return fail(refused);
  const prepared = await prepare();
  if (!prepared.ok) return fail(prepared.sentence);
  endLeftOvers(base);

  const { node } = prepared;
  const ports = await choosePorts({ base, set });
  const open = isOpen ? lanAddresses() : [];
  const context = { set, base, ports, phoneHost: open[0] ?? host, dev, node };
  const { database, migrate, simulator, firstStart, shop } = programs(context);
  const running = path.join(base, "running.json");
  const changed = () => writePrivate(running, describeRun({ address, context, pids: children.pids() }));
  const children = supervisor({ node, log: say, changed, giveUp: quit.giveUp });
  quit.with(async () => {
    await children.stop([["front"], ["web", "worker"], ["simulator"], ["database"]]);
    fs.rmSync(running, { force: true });
  });

  if (database) {
    say("starting the database");
    await children.start(database);
  }
  const step = async (/** @type {import("./programs.mjs").Program} */ { words, env }) => {
    if (!(await runStep({ file: node, words, env }))) await quit.giveUp();
  };
  await step(migrate);
  if (simulator) await children.start(simulator);
  await step(firstStart);
  say("starting the till");
  await Promise.all(shop.map(children.start));
  say(`Scantill is ready: ${address}`);
  for (const one of open) say(`in the local network: http://${one}:${ports.front}`);
  if (isOpen && !set.PUBLIC_URL?.startsWith("https:"))
    say("Without https, passwords can be read on the network: fine for practice, for real sales set PUBLIC_URL.");
}

/**
 * For people and tests that look from outside; also tells the next start what to end, should this launcher be killed.
 * @param {{ address: string, context: import("./programs.mjs").Context, pids: { [name: string]: number } }} options
 */
function describeRun({ address, context, pids }) {
  // Beside the data only what is no secret of its own: commands for this installation take the same settings.
  const { MASTER_KEY: _key, METRICS_TOKEN: _token, ...settings } = context.set;
  const children = Object.entries(pids).map(([name, pid]) => [name, { pid, started: startOf(pid) }]);
  return {
    address,
    launcher: process.pid,
    settings,
    ports: context.ports,
    databaseUrl: databaseUrl(context),
    children: Object.fromEntries(children),
  };
}

/** Children of a killed launcher that did not notice. @param {string} base */
function endLeftOvers(base) {
  const file = path.join(base, "running.json");
  if (!fs.existsSync(file)) return;
  const { children } = JSON.parse(fs.readFileSync(file, "utf8"));
  for (const [name, { pid, started }] of Object.entries(children))
    if (name !== "database" && startOf(pid) === started) process.kill(pid, "SIGKILL");
  fs.rmSync(file);
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** @param {(line: string) => void} say */
function whenToldToStop(say) {
  let stop = async () => {};
  /** @type {Promise<never> | undefined} */
  let ending;
  const end = (/** @type {number} */ code) => {
    ending ??= stop().then(() => {
      say("stopped");
      process.exit(code);
    });
    return ending;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(0));
  // npm passes SIGTERM to its shell, not to us, and nothing when it is killed: notice that those who started us have gone.
  const starters = npmAndShell();
  if (process.env.npm_lifecycle_event) setInterval(() => npmAndShell() !== starters && end(0), 500).unref();
  return {
    /** @param {() => Promise<void>} work */
    with: (work) => {
      stop = work;
    },
    /** @param {string} [sentence] */
    giveUp: (sentence) => {
      if (sentence && !ending) console.error(sentence);
      return end(1);
    },
  };
}

/** npm starts us through a shell, which outlives it; where the shell has made way, npm is our parent itself. */
function npmAndShell() {
  const isShell = commandOf(process.ppid)?.[1] === "-c";
  return isShell ? `${parentOf(process.ppid)} ${process.ppid}` : `${process.ppid}`;
}
