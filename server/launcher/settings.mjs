// The settings an installation may make, their defaults, and what is said about a malformed one.
import fs from "node:fs";
import net from "node:net";

/**
 * @typedef {{ name: string, byDefault: string, help: string, accepts?: (text: string) => boolean, must?: string }} Setting
 * @typedef {{ [name: string]: string | undefined }} Environment
 */

/** @param {string} text @param {string[]} protocols */
function parseUrl(text, protocols) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && protocols.includes(url.protocol) ? url : undefined;
}

/** @param {string} text scheme, host and port, nothing after them */
const isOrigin = (text) => parseUrl(text, ["http:", "https:"])?.origin === text.replace(/\/$/, "").toLowerCase();

/** @param {string} text */
function isDatabaseUrl(text) {
  const url = parseUrl(text, ["postgres:", "postgresql:"]);
  return Boolean(url?.hostname && url.pathname.length > 1);
}

/** @param {string} text an address or a range such as 10.0.0.0/8 */
function isProxy(text) {
  const [address = "", bits, ...more] = text.split("/");
  const width = { 0: 0, 4: 32, 6: 128 }[net.isIP(address)] ?? 0;
  return width > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= width));
}

/** @param {(text: string) => boolean} accepts */
const listOf = (accepts) => (/** @type {string} */ text) => text.split(",").every((part) => accepts(part.trim()));

/** @param {string} text */
const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;

/** @param {string} text */
const isDays = (text) => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= 3650;

/** One, or two while it is changed. @param {string} text */
function isMasterKey(text) {
  return text.split(/[\s,]+/).every((key) => /^[A-Za-z0-9+/]{43}=$/.test(key));
}

/** @param {string} file */
function readText(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** @type {Setting[]} */
export const SETTINGS = [
  {
    name: "PORT",
    byDefault: "3000",
    help: "port of the till",
    accepts: isPort,
    must: "a number from 1 to 65535",
  },
  {
    name: "HOST",
    byDefault: "127.0.0.1",
    help: "address to listen on; 0.0.0.0 opens the till to the local network",
    accepts: (text) => net.isIP(text) > 0 || text === "localhost",
    must: "an IP address or localhost",
  },
  {
    name: "DATA_DIR",
    byDefault: ".data",
    help: "database, keys and practice data; as root by default a folder of /var/lib/scantill",
  },
  {
    name: "DATABASE_URL",
    byDefault: "embedded PostgreSQL",
    help: "an own PostgreSQL; then none is started",
    accepts: isDatabaseUrl,
    must: "an address such as postgresql://user:password@host/database",
  },
  {
    name: "MIGRATE_DATABASE_URL",
    byDefault: "DATABASE_URL",
    help: "the same database as its owner: migrates, and grants the user of DATABASE_URL what it needs; with one user nothing is granted",
    accepts: isDatabaseUrl,
    must: "an address such as postgresql://owner:password@host/database",
  },
  {
    name: "PUBLIC_URL",
    byDefault: "none",
    help: "origin under which the till is reached from outside, such as https://till.example.com",
    accepts: isOrigin,
    must: "scheme and host without a path, such as https://till.example.com",
  },
  {
    name: "TRUSTED_PROXIES",
    byDefault: "none",
    help: "addresses or ranges, separated by commas, whose x-forwarded-for is believed",
    accepts: listOf(isProxy),
    must: "IP addresses or ranges, separated by commas",
  },
  {
    name: "METRICS_TOKEN",
    byDefault: "none",
    help: "bearer token for /metrics and /readyz from other machines",
    accepts: (text) => /^[\x21-\x7e]{16,}$/.test(text),
    must: "at least 16 characters without spaces",
  },
  {
    name: "PRACTICE",
    byDefault: "on",
    help: "practice stores with their own Alipay stand-in; off: neither starts",
    accepts: (text) => text === "on" || text === "off",
    must: "on or off",
  },
  {
    name: "GATEWAY_ALLOW",
    byDefault: "none",
    help: "origins, separated by commas, allowed as gateways beside Alipay's own",
    accepts: listOf(isOrigin),
    must: "origins such as https://gateway.example.com, separated by commas",
  },
  {
    name: "NOTICE_DAYS",
    byDefault: "180",
    help: "days that the raw words of Alipay's notifications are kept",
    accepts: isDays,
    must: "a number of days from 1 to 3650",
  },
  {
    name: "BUYER_DAYS",
    byDefault: "400",
    help: "days that the masked names of customers are kept",
    accepts: isDays,
    must: "a number of days from 1 to 3650",
  },
  {
    name: "MASTER_KEY_FILE",
    byDefault: "master.key in DATA_DIR",
    help: "key file that seals the gateway credentials: 32 bytes in base64; made at the first start",
    accepts: (file) => isMasterKey(readText(file).trim()),
    must: "a readable file with 32 bytes in base64",
  },
  {
    name: "MASTER_KEY",
    byDefault: "none",
    help: "the key itself, in place of the key file",
    accepts: isMasterKey,
    must: "32 bytes in base64",
  },
];

/**
 * An empty setting counts as unset.
 * @param {Environment} env
 * @returns {{ ok: true, set: Environment } | { ok: false, sentence: string }} `set`: what was really set
 */
export function readSettings(env) {
  /** @type {Environment} */
  const set = {};
  for (const { name, accepts, must } of SETTINGS) {
    const text = env[name]?.trim();
    if (!text) continue;
    if (accepts && !accepts(text)) return no(`${name} must be ${must}.`);
    set[name] = text;
  }
  if (set.MASTER_KEY && set.MASTER_KEY_FILE) return no("Set either MASTER_KEY or MASTER_KEY_FILE, not both.");
  if (set.MIGRATE_DATABASE_URL && !set.DATABASE_URL) return no("MIGRATE_DATABASE_URL needs DATABASE_URL beside it.");
  for (const name of ["PUBLIC_URL", "GATEWAY_ALLOW"]) if (set[name]) set[name] = withoutSlashes(set[name]);
  return { ok: true, set };
}

/** @param {string} origins */
const withoutSlashes = (origins) =>
  origins
    .split(",")
    .map((origin) => origin.trim().replace(/\/$/, ""))
    .join(",");

/** @param {string} sentence @returns {{ ok: false, sentence: string }} */
const no = (sentence) => ({ ok: false, sentence });

export function helpText() {
  const width = (/** @type {"name" | "byDefault"} */ key) =>
    Math.max(...SETTINGS.map((setting) => setting[key].length));
  const [names, defaults] = [width("name"), width("byDefault")];
  const lines = SETTINGS.map(
    ({ name, byDefault, help }) => `  ${name.padEnd(names)}  ${byDefault.padEnd(defaults)}  ${help}`,
  );
  return [
    "npm start          install, build, migrate and run the till",
    "npm run dev        the same with next dev",
    "",
    "Settings, from the environment or from .env:",
    `  ${"name".padEnd(names)}  ${"default".padEnd(defaults)}  meaning`,
    ...lines,
  ].join("\n");
}
