// What runs, in which order, and what each program is told.
import path from "node:path";
import { nearOrigin, whyClosed } from "./network.mjs";
import { OWNER } from "./postgres/server.mjs";
import { keptSecret } from "./private-files.mjs";
import { ROOT } from "./root.mjs";
import { SETTINGS } from "./settings.mjs";

const DATABASE = "scantill";
const APP_ROLE = "scantill_app";

/**
 * @typedef {import("./settings.mjs").Environment} Environment
 * @typedef {import("./children/supervise.mjs").Program} Program
 * @typedef {{ port: number, control: number, token: string }} Simulator
 * @typedef {{ front: number, web: number, postgres: number, simulator: Simulator }} Ports
 * @typedef {{ set: Environment, base: string, ports: Ports, phoneHost: string, dev: boolean, node: string }} Context
 *   set: the installation's settings; base: the data folder; phoneHost: by which a phone reaches this machine
 * @typedef {{ database?: Program, migrate: Program, simulator?: Program, firstStart: Program, shop: Program[] }} Programs
 *   migrate and firstStart run to their end; shop: worker, web and front
 */

/** @param {Context} context @returns {Programs} */
export function programs(context) {
  const { set, ports, dev } = context;
  const practice = set.PRACTICE !== "off";
  const shop = shopEnvironment(context);
  const simulator = simulatorEnvironment(context);
  const next = ["node_modules/next/dist/bin/next", dev ? "dev" : "start", "-H", "127.0.0.1", "-p", String(ports.web)];
  return {
    ...(set.DATABASE_URL ? {} : { database: database(context) }),
    migrate: { name: "migrate", words: ["server/launcher/postgres/migrate.mjs"], env: migrateEnvironment(context) },
    ...(practice ? { simulator: { name: "simulator", words: ["simulator/main.ts"], env: simulator } } : {}),
    firstStart: {
      name: "first-start",
      words: ["server/first-start.ts"],
      env: { ...shop, ...(practice ? { SIMULATOR_DATA: simulator.SIMULATOR_DATA } : {}) },
    },
    shop: [
      { name: "worker", words: ["server/worker.ts"], env: shop },
      {
        name: "web",
        words: dev ? next : [...next, "--keepAliveTimeout", "65000"],
        env: shop,
        answersOn: ports.web,
        nice: 10,
        onlyRecords: !dev, // its banner names an address that nobody should open
      },
      {
        name: "front",
        words: ["server/front/main.ts"],
        env: shop,
        mayStart: () => whyClosed(ports.front, set.HOST ?? "127.0.0.1"),
      },
    ],
  };
}

/** @param {Context} context @returns {Program} */
function database({ base, ports, node }) {
  const options = JSON.stringify({ root: ROOT, base, port: ports.postgres });
  const words = ["server/launcher/postgres/guard.mjs", options];
  return { name: "database", words, env: plainEnvironment(node), stopMs: 30_000 };
}

/** @param {Context} context */
function migrateEnvironment(context) {
  const { set, base, ports, node } = context;
  const embedded = {
    MIGRATE_DATABASE_URL: address(ports.postgres, OWNER, keptSecret(path.join(base, "pg.secret"), "hex")),
    APP_ROLE_PASSWORD: appPassword(base),
  };
  const own = set.MIGRATE_DATABASE_URL ? { MIGRATE_DATABASE_URL: set.MIGRATE_DATABASE_URL } : {};
  return { ...plainEnvironment(node), DATABASE_URL: databaseUrl(context), ...(set.DATABASE_URL ? own : embedded) };
}

/** The application's address of the database. @param {Pick<Context, "set" | "base" | "ports">} context */
export const databaseUrl = ({ set, base, ports }) =>
  set.DATABASE_URL ?? address(ports.postgres, APP_ROLE, appPassword(base));

/** @param {string} base */
const appPassword = (base) => keptSecret(path.join(base, "app.secret"), "hex");

/** @param {number} port @param {string} user @param {string} password */
const address = (port, user, password) => `postgresql://${user}:${password}@127.0.0.1:${port}/${DATABASE}`;

/** @param {Context} context */
function shopEnvironment(context) {
  const { set, base, ports, phoneHost, dev, node } = context;
  const { MIGRATE_DATABASE_URL: _ownerOnly, ...settings } = set;
  const keys = set.MASTER_KEY || set.MASTER_KEY_FILE ? {} : { MASTER_KEY_FILE: masterKeyFile(base) };
  const host = set.HOST ?? "127.0.0.1";
  const practice = {
    PRACTICE_GATEWAY: nearOrigin(host, ports.simulator.port),
    PRACTICE_WALLET: nearOrigin(phoneHost, ports.simulator.port),
    PRACTICE_PHONE: nearOrigin(phoneHost, ports.front),
  };
  return {
    ...plainEnvironment(node),
    ...settings,
    ...keys,
    ...(set.PRACTICE === "off" ? {} : practice),
    ...(set.PUBLIC_URL ? { NEXTAUTH_URL: set.PUBLIC_URL } : { AUTH_TRUST_HOST: "1" }),
    NODE_ENV: dev ? /** @type {const} */ ("development") : /** @type {const} */ ("production"),
    PORT: String(ports.front),
    HOST: host,
    PRACTICE: set.PRACTICE ?? "on",
    DATA_DIR: base,
    DATABASE_URL: databaseUrl(context),
    WEB_ORIGIN: `http://127.0.0.1:${ports.web}`,
    FRONT_ORIGIN: nearOrigin(host, ports.front),
    NEXTAUTH_SECRET: keptSecret(path.join(base, "auth.secret"), "base64url"),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(base),
  };
}

/** Kept, so that a page from before a restart and several webs agree. @param {string} base */
export const actionsKey = (base) => keptSecret(path.join(base, "actions.key"), "base64");

/** @param {string} base */
function masterKeyFile(base) {
  const file = path.join(base, "master.key");
  keptSecret(file, "base64");
  return file;
}

/** @param {Context} context it gets neither the database nor a key of the shop */
function simulatorEnvironment({ set, base, ports, phoneHost, node }) {
  const { port, control, token } = ports.simulator;
  return {
    ...plainEnvironment(node),
    SIMULATOR_HOST: set.HOST ?? "127.0.0.1",
    SIMULATOR_PORT: String(port),
    SIMULATOR_ORIGIN: nearOrigin(phoneHost, port),
    SIMULATOR_CONTROL_PORT: String(control),
    SIMULATOR_CONTROL_TOKEN: token,
    SIMULATOR_DATA: path.join(base, "simulator"),
  };
}

/**
 * The launcher's own environment without settings: each program is given those that are its business. The others are
 * there and empty, since Next reads .env by itself and fills in whatever is absent.
 * @param {string} node
 */
function plainEnvironment(node) {
  const unset = Object.fromEntries(SETTINGS.map(({ name }) => [name, ""]));
  const ours = new Set([...Object.keys(unset), "NEXTAUTH_URL", "NEXTAUTH_SECRET", "AUTH_TRUST_HOST"]);
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.has(name)));
  const folders = [path.dirname(node), path.join(ROOT, "node_modules/.bin"), rest.PATH ?? ""];
  return {
    ...rest,
    ...unset,
    NODE_ENV: /** @type {const} */ ("production"),
    PATH: folders.join(path.delimiter),
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
  };
}
